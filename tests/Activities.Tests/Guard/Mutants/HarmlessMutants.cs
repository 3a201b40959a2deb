using System.Globalization;
using System.Text.Json.Nodes;
using CaseWorkflows.Activities.Tests.Runs;

namespace CaseWorkflows.Activities.Tests.Guard.Mutants;

/// <summary>Changes a board has nothing against. That they break nothing follows from how each is made.</summary>
internal static class HarmlessMutants
{
    public static IReadOnlyList<Mutant> Of(string key, int seed)
    {
        var (drawing, random) = (Drawing.Of(key), new Random(seed));
        return
        [
            .. Renamed(drawing, random), .. Moved(drawing, random), .. Reordered(drawing, random), .. Lengthened(drawing), .. Inserted(drawing), .. Aside(drawing), .. Adjusted(drawing, random),
        ];
    }

    private static IEnumerable<Mutant> Renamed(Drawing drawing, Random random)
    {
        string[] words = ["الخطوة", "مراجعة", "طلب جديد", "Step", "Second look", "خ‌ط‌و‌ة", "a:b->c", "«قوسان»", "🙂"];
        foreach (var id in drawing.Ids)
        {
            var text = $"{words[random.Next(words.Length)]} {random.Next(1000)}";
            yield return new("rename", $"{id} to {text}", drawing.Changed(copy => copy.Activity(id)["metadata"]!["displayText"] = text));
            yield return new("rename", $"{id} in scripts", drawing.Changed(copy => copy.Activity(id)["name"] = "Renamed" + random.Next(1000)));
        }

        yield return new("rename", "the procedure", drawing.Changed(copy => copy.Json["name"] = "إجراء آخر"));
        yield return new("rename", "its description", drawing.Changed(copy => copy.Json["description"] = "Another description"));
    }

    private static IEnumerable<Mutant> Moved(Drawing drawing, Random random)
    {
        foreach (var id in drawing.Ids)
        {
            yield return new("move", id, drawing.Changed(copy =>
            {
                var position = copy.Activity(id)["metadata"]!["designer"]!["position"]!;
                (position["x"], position["y"]) = (random.Next(-3000, 3000) + 0.5, random.Next(-3000, 3000));
            }));
        }

        for (var line = 0; line < drawing.Connections.Count; line += 3)
        {
            yield return new("move", $"line {line}", drawing.Changed(copy =>
                copy.Connections[line]!["vertices"] = new JsonArray(new JsonObject { ["x"] = random.Next(2000), ["y"] = random.Next(2000) })));
        }
    }

    /// <summary>What does not depend on each other: the two steps between verification and study, and the order in which a file lists things.</summary>
    private static IEnumerable<Mutant> Reordered(Drawing drawing, Random random)
    {
        yield return new("reorder", "inform before the declaration", BreakingMutants.Swap(drawing, "declare", "inform"));
        for (var round = 0; round < 30; round++)
        {
            yield return new("reorder", $"activities in the file, {round}", drawing.Changed(copy => Shuffle(copy.Activities, random)));
            yield return new("reorder", $"lines in the file, {round}", drawing.Changed(copy => Shuffle(copy.Connections, random)));
        }
    }

    private static IEnumerable<Mutant> Lengthened(Drawing drawing)
    {
        foreach (var review in new[] { "committee", "appeal-committee" })
        {
            for (var days = 15; days <= 60; days += 3)
            {
                var text = string.Create(CultureInfo.InvariantCulture, $"{days}.06:00:00");
                yield return new("lengthen", $"{review} to {text}", drawing.Changed(copy => copy.Json.Set(review, "minimumPeriod", text)));
            }

            yield return new("lengthen", $"{review} by working days", drawing.Changed(copy => copy.Json.Set(review, "countWorkingDays", true)));
            yield return new("lengthen", $"{review} holds early decisions", drawing.Changed(copy => copy.Json.Set(review, "earlyDecision", "Hold")));
            yield return new("lengthen", $"{review} counts from its start", drawing.Changed(copy => copy.Json.Set(review, "countFrom", "ReviewStarted")));
        }
    }

    private static IEnumerable<Mutant> Inserted(Drawing drawing)
    {
        foreach (var line in drawing.Lines)
        {
            foreach (var (name, make) in Allowed())
            {
                yield return new("insert", $"{name} in {line.Source}.{line.Port}", drawing.Changed(copy => copy.Insert(line, make(), "Done")));
            }
        }

        // A second pair of eyes, with every way out drawn.
        yield return new("insert", "a second verification", drawing.Changed(copy =>
        {
            copy.Insert(copy.Lines.Single(line => line is { Source: "verify", Port: "Verified" }), copy.CopyOf("verify", "verify-again"), "Verified");
            copy.Redraw([.. copy.Lines, new("verify-again", "Incomplete", "ask-correction"), new("verify-again", "Unclear", "refer")]);
        }));
        yield return new("insert", "a choice that comes to the same", drawing.Changed(copy =>
        {
            var decision = Drawing.NewActivity("either", "Elsa.FlowDecision");
            decision["condition"] = new JsonObject { ["typeName"] = "Boolean", ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "getVariable('CaseChannel') === 'phone'" } };
            copy.Insert(copy.Lines.Single(line => line is { Source: "declare", Port: "Signed" }), decision, "True");
            copy.Redraw([.. copy.Lines, new("either", "False", "inform")]);
        }));
    }

    private static IEnumerable<(string Name, Func<JsonObject> Make)> Allowed()
    {
        yield return ("a message", () => Drawing.NewActivity("extra", "CaseWorkflows.NotifyBeneficiary", ("messageArabic", "String", "نص"), ("messageEnglish", "String", "Text")));
        yield return ("a wait", () => Drawing.NewActivity("extra", "Elsa.Delay", ("timeSpan", "TimeSpan", "2.00:00:00")));
        yield return ("a line in the log", () => Drawing.NewActivity("extra", "Elsa.WriteLine", ("text", "String", "here")));
    }

    /// <summary>Something beside the procedure, done when the step ends, that leads nowhere.</summary>
    private static IEnumerable<Mutant> Aside(Drawing drawing)
    {
        foreach (var line in drawing.Lines.Where(line => !line.Target.StartsWith("end-", StringComparison.Ordinal)))
        {
            yield return new("insert", $"a message beside {line.Source}.{line.Port}", drawing.Changed(copy =>
            {
                copy.Activities.Add((JsonNode)Allowed().First().Make());
                copy.Redraw([.. copy.Lines, new(line.Source, line.Port, "extra")]);
            }));
        }
    }

    private static IEnumerable<Mutant> Adjusted(Drawing drawing, Random random)
    {
        foreach (var id in drawing.Ids.Where(id => drawing.Activity(id).ContainsKey("candidateGroups")))
        {
            yield return new("adjust", $"{id} is due later", drawing.Changed(copy => copy.Json.Set(id, "dueIn", $"{random.Next(31, 90)}.00:00:00")));
            yield return new("adjust", $"{id} is urgent", drawing.Changed(copy => copy.Json.Set(id, "priority", random.Next(1, 100))));
            yield return new("adjust", $"{id} has instructions", drawing.Changed(copy => copy.Json.Set(id, "instructions", "تعليمات " + random.Next(1000))));
        }

        foreach (var channel in new[] { "phone", "letter", "interview" })
        {
            yield return new("adjust", $"only {channel}", drawing.Changed(copy => copy.Json.Set("open", "channels", $"[\"{channel}\"]", "Object")));
        }
    }

    private static void Shuffle(JsonArray array, Random random)
    {
        var items = array.Select(item => item!.DeepClone()).ToArray();
        random.Shuffle(items);
        array.Clear();
        foreach (var item in items)
        {
            array.Add(item);
        }
    }
}
