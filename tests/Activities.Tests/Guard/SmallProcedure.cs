using System.Text;
using System.Text.Json.Nodes;
using CaseWorkflows.Activities.Guard;
using CaseWorkflows.Activities.Tests.Guard.Mutants;
using CaseWorkflows.Activities.Tests.Runs;
using CaseWorkflows.Cases.Policies;
using CaseWorkflows.Engine.Definitions;

namespace CaseWorkflows.Activities.Tests.Guard;

/// <summary>
/// Procedures in one line: <c>open -> verify; verify:Verified, Unclear -> close; close -> end</c>. What a step is follows from how its id begins. A step may
/// be given settings afterwards, and rules are written short: <c>precedes VerifyInformation CloseCase</c>.
/// </summary>
internal static class SmallProcedure
{
    public const string Closing = "close -> end";

    public static Drawing Of(string lines)
    {
        var drawing = new Drawing(new JsonObject
        {
            ["id"] = "small-1", ["definitionId"] = "small", ["name"] = "small", ["version"] = 1, ["variables"] = new JsonArray(Variable("Person", "WorkflowInstanceStorageDriver"), Variable("Note", "MemoryStorageDriver")),
            ["root"] = new JsonObject { ["id"] = "flow", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["activities"] = new JsonArray(), ["connections"] = new JsonArray() },
        });
        var drawn = new List<Line>();
        foreach (var line in lines.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = line.Split("->", StringSplitOptions.TrimEntries);
            var source = ends[0].Split(':', StringSplitOptions.TrimEntries);
            Ensure(drawing, source[0]);
            foreach (var target in ends.Length == 1 ? [] : ends[1].Split(',', StringSplitOptions.TrimEntries))
            {
                Ensure(drawing, target);
                drawn.AddRange((source.Length == 1 ? ["Done"] : source[1].Split(',', StringSplitOptions.TrimEntries)).Select(port => new Line(source[0], port, target)));
            }
        }

        drawing.Redraw(drawn);
        return drawing;
    }

    public static GuardReport Check(this Drawing drawing, params string[] rules) => drawing.CheckWith(context => context, rules);

    public static GuardReport CheckWith(this Drawing drawing, Func<GuardContext, GuardContext> change, params string[] rules)
    {
        var parse = WorkflowDefinition.Parse(Encoding.UTF8.GetBytes(drawing.Json.ToJsonString(new() { WriteIndented = true })));
        Assert.True(parse.Succeeded, string.Join('\n', parse.Problems));
        return PolicyGuard.Check(parse.Definition, change(new GuardContext(ProcedureFile.Registry, PolicyWith(rules)) { Lines = parse.Lines }));
    }

    /// <summary>One policy clause, and the rules written short.</summary>
    public static Policy PolicyWith(params string[] rules)
    {
        var json = new JsonObject
        {
            ["association"] = "small", ["title"] = Both("سياسة", "Policy"),
            ["clauses"] = new JsonArray(new JsonObject
            {
                ["id"] = "c", ["number"] = "4.2", ["section"] = Both("قسم", "Section"), ["text"] = Both("نص البند", "The clause's words"), ["fulfilledBy"] = new JsonArray(),
            }),
            ["rules"] = new JsonArray([.. rules.Select((rule, place) => Rule(rule.Split(' '), $"r{place}"))]),
        };
        return Policy.Parse(Encoding.UTF8.GetBytes(json.ToJsonString())).Value;
    }

    private static JsonNode Rule(string[] words, string id)
    {
        var rule = new JsonObject { ["id"] = id, ["clause"] = "c", ["kind"] = words[0] };
        string[] names = words[0] switch
        {
            "precedes" => ["first", "then"],
            "required-before" => ["step", "before"],
            "two-people" => ["first", "second"],
            "floor" => ["activity"],
            _ => [],
        };
        foreach (var (name, word) in names.Zip(words.Skip(1)))
        {
            rule[name] = "CaseWorkflows." + word;
        }

        if (words[0] == "floor")
        {
            (rule["input"], rule["atLeast"]) = ("minimumPeriod", words[2]);
            rule["exceptCommittees"] = new JsonArray([.. words.Skip(3).Select(word => (JsonNode)word)]);
        }
        else if (words[0] == "allowed-channels")
        {
            rule["channels"] = new JsonArray([.. words.Skip(1).Select(word => (JsonNode)word)]);
        }

        return rule;
    }

    private static void Ensure(Drawing drawing, string id)
    {
        if (!drawing.Ids.Contains(id, StringComparer.Ordinal))
        {
            drawing.Activities.Add((JsonNode)Make(id));
        }
    }

    private static JsonObject Make(string id) => id.TrimEnd([.. "0123456789"]) switch
    {
        "open" => Drawing.NewActivity(id, "CaseWorkflows.OpenCase"),
        "receive" => Drawing.NewActivity(id, "CaseWorkflows.ReceiveBeneficiary"),
        "verify" => Drawing.NewActivity(id, "CaseWorkflows.VerifyInformation"),
        "declare" => Drawing.NewActivity(id, "CaseWorkflows.SignDeclaration", ("declarationArabic", "String", "نص"), ("declarationEnglish", "String", "Text")),
        "inform" => Drawing.NewActivity(id, "CaseWorkflows.InformApplicant", ("messageArabic", "String", "نص"), ("messageEnglish", "String", "Text")),
        "tell" => Drawing.NewActivity(id, "CaseWorkflows.InformApplicant", ("byStaff", "Boolean", true)),
        "committee" => Drawing.NewActivity(id, "CaseWorkflows.CommitteeReview"),
        "register" => Drawing.NewActivity(id, "CaseWorkflows.CompleteRegistration"),
        "survey" => Drawing.NewActivity(id, "CaseWorkflows.MeasureSatisfaction"),
        "notify" => Drawing.NewActivity(id, "CaseWorkflows.NotifyBeneficiary", ("messageArabic", "String", "نص"), ("messageEnglish", "String", "Text")),
        "close" => Drawing.NewActivity(id, "CaseWorkflows.CloseCase"),
        "end" => Drawing.NewActivity(id, "Elsa.End"),
        "any" => Drawing.NewActivity(id, "Elsa.FlowJoin", ("mode", "FlowJoinMode", "WaitAny")),
        "all" => Drawing.NewActivity(id, "Elsa.FlowJoin", ("mode", "FlowJoinMode", "WaitAll")),
        "active" => Drawing.NewActivity(id, "Elsa.FlowJoin", ("mode", "FlowJoinMode", "WaitAllActive")),
        "event" => Drawing.NewActivity(id, "Elsa.Event", ("eventName", "String", id)),
        _ => Drawing.NewActivity(id, "Elsa.WriteLine", ("text", "String", id)),
    };

    private static JsonObject Variable(string name, string driver) => new()
    {
        ["id"] = "var-" + name, ["name"] = name, ["typeName"] = "String", ["isArray"] = false, ["storageDriverTypeName"] = $"Elsa.Workflows.{driver}, Elsa.Workflows.Core",
    };

    private static JsonObject Both(string arabic, string english) => new() { ["ar"] = arabic, ["en"] = english };
}
