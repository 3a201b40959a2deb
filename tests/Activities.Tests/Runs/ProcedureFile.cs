using System.Text.Json.Nodes;
using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.Policies;
using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Descriptors;
using CaseWorkflows.Engine.Graphs;

namespace CaseWorkflows.Activities.Tests.Runs;

/// <summary>The files of one association, found from wherever the tests run.</summary>
internal static class ProcedureFile
{
    public static readonly ActivityRegistry Registry = BuiltInActivities.Registry.With(ProcedureSteps.Descriptors);

    public static readonly ActivityServices Services = ActivityServices.None.WithCaseActions().With(_ => WorkingCalendar.Saudi);

    public static string Root { get; } = FindRoot();

    public static byte[] Bytes(string key) => File.ReadAllBytes(PathOf(key, "procedure.workflow.json"));

    public static AssociationProfile Association(string key)
        => AssociationProfile.Parse(File.ReadAllBytes(PathOf(key, "association.json"))).Value;

    public static Policy Policy(string key) => Cases.Policies.Policy.Parse(File.ReadAllBytes(PathOf(key, "policy.json"))).Value;

    public static WorkflowDefinition Definition(string key)
        => WorkflowDefinition.Parse(Bytes(key)).Definition ?? throw new InvalidOperationException($"The procedure of {key} does not parse.");

    /// <summary>The procedure ready to run, changed on the way as a designer would change the file.</summary>
    public static WorkflowGraph Graph(string key, Action<JsonObject>? change = null, ActivityServices? services = null)
    {
        var json = (JsonObject)JsonNode.Parse(Bytes(key))!;
        change?.Invoke(json);
        var compiled = GraphCompiler.Compile(WorkflowDefinition.Parse(json).Definition!, Registry);
        Assert.Empty(compiled.Problems);
        return compiled.Graph!.WithServices(services ?? Services);
    }

    /// <summary>Writes an input of an activity into the definition; null takes it out.</summary>
    public static JsonObject Set(this JsonObject definition, string activityId, string input, JsonNode? value, string syntax = "Literal")
    {
        var activity = definition["root"]!["activities"]!.AsArray().Single(candidate => (string?)candidate!["id"] == activityId)!.AsObject();
        activity.Remove(input);
        if (value is not null)
        {
            activity[input] = new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = syntax, ["value"] = value } };
        }

        return definition;
    }

    private static string PathOf(string key, string file) => Path.Combine(Root, "workflows", key, file);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CaseWorkflows.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run from inside the project.");
    }
}
