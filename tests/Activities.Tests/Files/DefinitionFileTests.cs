using System.Text.Json.Nodes;
using CaseWorkflows.Activities.Tests.Runs;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Activities.Tests.Files;

/// <summary>The procedures as they lie on disk.</summary>
public sealed class DefinitionFileTests
{
    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void It_parses_without_a_word_of_complaint(string key)
    {
        var parsed = WorkflowDefinition.Parse(ProcedureFile.Bytes(key));

        Assert.Empty(parsed.Problems);
        Assert.NotNull(parsed.Definition);
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void It_compiles_without_a_word_of_complaint(string key)
    {
        var parsed = WorkflowDefinition.Parse(ProcedureFile.Bytes(key));
        var compiled = GraphCompiler.Compile(parsed.Definition!, ProcedureFile.Registry, parsed.Lines);

        Assert.Empty(compiled.Problems);
        Assert.NotNull(compiled.Graph);
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void It_comes_back_as_it_was_written(string key)
    {
        var written = WorkflowDefinition.Parse(ProcedureFile.Bytes(key)).Definition!.ToUtf8();

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(ProcedureFile.Bytes(key)), JsonNode.Parse(written)));
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void Its_node_ids_are_the_ones_the_engine_gives(string key)
    {
        var definition = ProcedureFile.Definition(key);

        Assert.Equal(definition.WithNodeIds().AllActivities().Select(activity => activity.NodeId), definition.AllActivities().Select(activity => activity.NodeId));
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void Every_way_out_of_every_step_leads_somewhere(string key)
    {
        var root = ProcedureFile.Definition(key).Root;

        var loose = from activity in root.Activities
                    from port in ProcedureFile.Registry.Find(activity.Type, activity.Version)!.Ports
                    where !IsSwitchedOff(activity, port.Name)
                    where root.Connections.All(line => (line.SourceId, line.SourcePort) != (activity.Id, port.Name))
                    select $"{activity.Id}.{port.Name}";
        Assert.Empty(loose);
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void Every_line_leaves_by_a_port_its_step_has(string key)
    {
        var root = ProcedureFile.Definition(key).Root;
        var types = root.Activities.ToDictionary(activity => activity.Id, activity => activity.Type, StringComparer.Ordinal);

        Assert.All(root.Connections, line =>
            Assert.Contains(line.SourcePort, ProcedureFile.Registry.Find(types[line.SourceId], 1)!.Ports.Select(port => port.Name).DefaultIfEmpty("Done")));
        Assert.Equal(root.Connections.Count, root.Connections.Select(line => (line.SourceId, line.SourcePort, line.TargetId)).Distinct().Count());
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void It_begins_with_a_request_over_the_association_s_own_channels(string key)
    {
        var definition = ProcedureFile.Definition(key);
        var open = Assert.Single(definition.AllActivities(), activity => activity.CanStartWorkflow);

        Assert.Equal("CaseWorkflows.OpenCase", open.Type);
        Assert.Equal(ProcedureFile.Association(key).Channels.Select(channel => channel.Key), Texts(open, "channels"));
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void It_is_the_procedure_its_association_names(string key)
    {
        var (association, definition) = (ProcedureFile.Association(key), ProcedureFile.Definition(key));

        Assert.Equal((key, key), (association.Key, ProcedureFile.Policy(key).Association));
        Assert.Equal(association.Procedure, definition.DefinitionId);
        Assert.True(definition is { IsPublished: true, IsLatest: true });
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void Tools_at_hand_are_the_association_s_own(string key)
    {
        var verify = Assert.Single(ProcedureFile.Definition(key).AllActivities(), activity => activity.Type == "CaseWorkflows.VerifyInformation");

        Assert.Equal(ProcedureFile.Association(key).Tools.Select(tool => tool.Key), Texts(verify, "tools"));
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void Tasks_go_to_roles_the_product_has(string key)
    {
        var delegates = ProcedureFile.Association(key).Channels.Any(channel => channel.Key == "branch-delegate");
        var roles = ProcedureFile.Definition(key).AllActivities()
            .SelectMany(activity => Texts(activity, "candidateGroups").Append(Text(activity, "escalateTo")).OfType<string>())
            .ToList();

        Assert.NotEmpty(roles);
        Assert.All(roles, role => Assert.NotNull(Role.Find(role)));
        Assert.Equal(delegates, roles.Contains("branch-delegate"));
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void Every_input_and_output_written_is_one_the_step_has(string key)
    {
        var strange = from activity in ProcedureFile.Definition(key).Root.Activities
                      let descriptor = ProcedureFile.Registry.Find(activity.Type, activity.Version)!
                      let known = descriptor.Inputs.Select(input => input.JsonName).Concat(descriptor.Outputs.Select(output => output.JsonName)).ToHashSet(StringComparer.Ordinal)
                      from property in activity.Json
                      where property.Value is JsonObject value && (value.ContainsKey("expression") || value.ContainsKey("memoryReference"))
                      where !known.Contains(property.Key)
                      select $"{activity.Id}.{property.Key}";

        Assert.Empty(strange);
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void Every_variable_is_filled_and_every_one_used_is_declared(string key)
    {
        var definition = ProcedureFile.Definition(key);
        var declared = definition.Variables.Select(variable => variable.Id).ToHashSet(StringComparer.Ordinal);
        var filled = definition.Root.Activities.SelectMany(activity => activity.Json)
            .Select(property => (string?)((property.Value as JsonObject)?["memoryReference"] as JsonObject)?["id"]).OfType<string>().ToHashSet(StringComparer.Ordinal);

        Assert.Subset(declared, filled);
        Assert.Subset(filled, declared);
    }

    /// <summary>The appeal's committee may not ask for more, so that way out need lead nowhere.</summary>
    private static bool IsSwitchedOff(ActivityDefinition activity, string port)
        => port == "MoreInformation" && activity.Property("allowMoreInformation")?["expression"]?["value"]?.ToString() == "false";

    private static string? Text(ActivityDefinition activity, string input) => (string?)activity.Property(input)?["expression"]?["value"];

    private static IEnumerable<string> Texts(ActivityDefinition activity, string input)
        => Text(activity, input) is { } list ? JsonNode.Parse(list)!.AsArray().Select(item => (string)item!) : [];
}
