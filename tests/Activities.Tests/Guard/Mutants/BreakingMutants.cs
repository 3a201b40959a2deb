using System.Globalization;
using System.Text.Json.Nodes;
using CaseWorkflows.Activities.Tests.Runs;
using CaseWorkflows.Cases.Policies.Rules;

namespace CaseWorkflows.Activities.Tests.Guard.Mutants;

/// <summary>
/// Changes that break a rule. Which rule is known from how the change is made, or read off the lines by <see cref="LineOracle"/>; the guard is not asked.
/// </summary>
internal static class BreakingMutants
{
    private static readonly string[] Steps = ["receive", "verify", "declare", "inform", "committee", "register", "deliver", "survey"];

    /// <summary>All kinds, each mutant once, of the large kinds a seeded choice.</summary>
    public static IReadOnlyList<Mutant> Of(string key, int seed)
    {
        var (drawing, rules) = (Drawing.Of(key), ProcedureFile.Policy(key).Rules);
        var random = new Random(seed);
        var mutants = new List<Mutant>();
        mutants.AddRange(Some(Rerouted(drawing, rules), 130, random));
        mutants.AddRange(Some(Duplicated(drawing, rules), 90, random));
        mutants.AddRange(Dropped(drawing, rules));
        mutants.AddRange(Swapped(drawing, rules));
        mutants.AddRange(Some(Shortened(drawing), 60, random));
        mutants.AddRange(Disconnected(drawing));
        mutants.AddRange(OtherChannels(drawing, key));
        mutants.AddRange(OnePerson(drawing));
        mutants.AddRange(Endless(drawing));
        return mutants;
    }

    /// <summary>A line leads somewhere else: past a step (bypass), or out without a result (reroute).</summary>
    private static IEnumerable<Mutant> Rerouted(Drawing drawing, IReadOnlyList<PolicyRule> rules)
    {
        foreach (var line in drawing.Lines)
        {
            foreach (var target in drawing.Ids.Where(id => id != line.Target && id != "open"))
            {
                var changed = drawing.Changed(copy => copy.Reroute(line, target));
                if (Broken(changed, rules) is { } rule)
                {
                    yield return new(rule is EndReachableRule ? "reroute" : "bypass", $"{line.Source}.{line.Port} to {target}", changed, rule.Id);
                }
            }
        }
    }

    /// <summary>The same step once more, in a place too early for it.</summary>
    private static IEnumerable<Mutant> Duplicated(Drawing drawing, IReadOnlyList<PolicyRule> rules)
    {
        foreach (var line in drawing.Lines)
        {
            foreach (var id in drawing.Ids.Where(id => Steps.Contains(id) || id is "refer" or "offer-appeal"))
            {
                var changed = drawing.Changed(copy => copy.Insert(line, copy.CopyOf(id, id + "-again"), Drawing.MainPort(copy.TypeOf(id))));
                if (Broken(changed, rules) is { } rule)
                {
                    yield return new("duplicate", $"{id} in {line.Source}.{line.Port}", changed, rule.Id);
                }
            }
        }
    }

    private static IEnumerable<Mutant> Dropped(Drawing drawing, IReadOnlyList<PolicyRule> rules)
    {
        foreach (var id in drawing.Ids.Where(id => !id.StartsWith("end-", StringComparison.Ordinal) && id != "open"))
        {
            var changed = drawing.Changed(copy => copy.Drop(id, Drawing.MainPort(copy.TypeOf(id))));
            if (Broken(changed, rules) is { } rule)
            {
                yield return new("drop", id, changed, rule.Id);
            }
        }
    }

    /// <summary>Two steps change places; each keeps its side ways.</summary>
    private static IEnumerable<Mutant> Swapped(Drawing drawing, IReadOnlyList<PolicyRule> rules)
    {
        for (var first = 0; first < Steps.Length; first++)
        {
            for (var second = first + 1; second < Steps.Length; second++)
            {
                var changed = Swap(drawing, Steps[first], Steps[second]);
                if (Broken(changed, rules) is { } rule)
                {
                    yield return new("swap", $"{Steps[first]} and {Steps[second]}", changed, rule.Id);
                }
            }
        }
    }

    public static Drawing Swap(Drawing drawing, string first, string second)
    {
        var (mainOfFirst, mainOfSecond) = (Drawing.MainPort(drawing.TypeOf(first)), Drawing.MainPort(drawing.TypeOf(second)));
        string Other(string id) => id == first ? second : id == second ? first : id;
        return drawing.Changed(copy => copy.Redraw([.. copy.Lines.Select(line =>
        {
            var moved = line with { Target = Other(line.Target) };
            return line.Source == first && line.Port == mainOfFirst ? moved with { Source = second, Port = mainOfSecond }
                : line.Source == second && line.Port == mainOfSecond ? moved with { Source = first, Port = mainOfFirst }
                : moved;
        })]));
    }

    private static IEnumerable<Mutant> Shortened(Drawing drawing)
    {
        foreach (var review in new[] { "committee", "appeal-committee" })
        {
            for (var hours = 0; hours < 14 * 24; hours += 5)
            {
                var text = TimeSpan.FromHours(hours).ToString("d'.'hh':'mm':'ss", CultureInfo.InvariantCulture);
                yield return new("shorten", $"{review} to {text}", drawing.Changed(copy => copy.Json.Set(review, "minimumPeriod", text)), "study-floor");
            }

            foreach (var script in new[] { "'1.00:00:00'", "getVariable('CaseChannel') === 'phone' ? '14.00:00:00' : '2.00:00:00'", "'13.23:59:59'" })
            {
                yield return new("shorten", $"{review} by {script}", drawing.Changed(copy => copy.Json.Set(review, "minimumPeriod", script, "JavaScript")), "study-floor");
            }

            yield return new("shorten", $"{review} counts from the opening", drawing.Changed(copy => copy.Json.Set(review, "countFrom", "CaseOpened")), "study-floor");
            yield return new("shorten", $"the appeal counts from what was before {review}", drawing.Changed(copy =>
                copy.Json.Set("appeal-committee", "countFrom", review == "committee" ? "ApplicantInformed" : "DeclarationSigned")), "study-floor");
            yield return new("shorten", $"{review} counts by script", drawing.Changed(copy => copy.Json.Set(review, "countFrom", "'CaseOpened'", "JavaScript")), "study-floor");
        }
    }

    /// <summary>A line is gone, so the case ends there by itself.</summary>
    private static IEnumerable<Mutant> Disconnected(Drawing drawing) => drawing.Lines.Where(line => !line.Source.StartsWith("close-", StringComparison.Ordinal))
        .Select(line => new Mutant("disconnect", $"{line.Source}.{line.Port}", drawing.Changed(copy => copy.Redraw([.. copy.Lines.Where(each => each != line)])), "every-case-can-end"));

    private static IEnumerable<Mutant> OtherChannels(Drawing drawing, string key)
    {
        var allowed = ProcedureFile.Policy(key).Rules.OfType<AllowedChannelsRule>().Single();
        foreach (var strange in new[] { "fax", "pigeon", "market-stall", "branch-delegate", "Phone" }.Except(allowed.Channels, StringComparer.Ordinal))
        {
            var list = new JsonArray([.. allowed.Channels.Append(strange).Select(channel => (JsonNode)channel)]).ToJsonString();
            yield return new("channels", strange, drawing.Changed(copy => copy.Json.Set("open", "channels", list, "Object")), allowed.Id);
        }

        yield return new("channels", "by script", drawing.Changed(copy => copy.Json.Set("open", "channels", "['fax']", "JavaScript")), allowed.Id);
        yield return new("channels", "without an opening", drawing.Changed(copy => copy.Drop("open", "Done")), allowed.Id);
    }

    /// <summary>The officer who verified may sit in the committee after all.</summary>
    private static IEnumerable<Mutant> OnePerson(Drawing drawing)
    {
        const string Rule = "checker-is-not-judge";
        foreach (var review in new[] { "committee", "appeal-committee" })
        {
            yield return new("one-person", $"{review} excludes nobody", drawing.Changed(copy => copy.Activity(review).Remove("excludedUsers")), Rule);
            yield return new("one-person", $"{review} excludes somebody", drawing.Changed(copy => copy.Json.Set(review, "excludedUsers", "[\"p-1\"]", "Object")), Rule);
            yield return new("one-person", $"{review} reads another variable", drawing.Changed(copy => copy.Json.Set(review, "excludedUsers", "var-case-channel", "Variable")), Rule);
            yield return new("one-person", $"{review} asks a script", drawing.Changed(copy => copy.Json.Set(review, "excludedUsers", "[getVariable('CaseChannel')]", "JavaScript")), Rule);
        }

        yield return new("one-person", "nobody is remembered", drawing.Changed(copy => copy.Activity("verify").Remove("completedBy")), Rule);
        yield return new("one-person", "remembered in memory", drawing.Changed(copy => copy.Json["variables"]!.AsArray()
            .Single(variable => (string)variable!["id"]! == "var-verified-by")!["storageDriverTypeName"] = "Elsa.Workflows.MemoryStorageDriver, Elsa.Workflows.Core"), Rule);
        yield return new("one-person", "the next one is remembered instead", drawing.Changed(copy =>
            copy.Activity("declare")["completedBy"] = copy.Activity("verify")["completedBy"]!.DeepClone()), Rule);
        yield return new("one-person", "forgotten again", drawing.Changed(copy =>
        {
            var forget = Drawing.NewActivity("forget", "Elsa.SetVariable", ("value", "Object", "nobody"));
            forget["variable"] = new JsonObject { ["id"] = "var-verified-by", ["name"] = "VerifiedBy", ["typeName"] = "String" };
            copy.Insert(copy.Lines.Single(line => line is { Source: "verify", Port: "Verified" }), forget, "Done");
        }), Rule);
    }

    /// <summary>Round and round with no way out.</summary>
    private static IEnumerable<Mutant> Endless(Drawing drawing)
    {
        foreach (var (step, back) in new[] { ("register", "ask-papers"), ("deliver", "tell-delay"), ("survey", "survey"), ("offer-appeal", "offer-appeal"), ("receive", "receive") })
        {
            yield return new("endless", $"{step} only leads back to {back}", drawing.Changed(copy =>
                copy.Redraw([.. copy.Lines.Select(line => line.Source == step ? line with { Target = back } : line)])), "every-case-can-end");
        }
    }

    private static PolicyRule? Broken(Drawing drawing, IReadOnlyList<PolicyRule> rules) => rules.FirstOrDefault(rule => LineOracle.Breaks(drawing, rule));

    private static IEnumerable<Mutant> Some(IEnumerable<Mutant> mutants, int most, Random random)
    {
        var all = mutants.ToArray();
        random.Shuffle(all);
        return all.Take(most);
    }
}
