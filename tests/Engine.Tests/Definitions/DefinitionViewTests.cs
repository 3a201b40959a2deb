using CaseWorkflows.Engine.Definitions;

namespace CaseWorkflows.Engine.Tests.Definitions;

public sealed class DefinitionViewTests
{
    [Fact]
    public void Every_member_of_the_top_level_is_read()
    {
        var definition = Sample.Definition("""
            {"id":"v-3","definitionId":"intake","name":"الاستقبال","description":"d","version":3,"toolVersion":"3.8.0.0","createdAt":"2025-05-12T12:28:56.845918+00:00",
             "isLatest":true,"isPublished":false,"isReadonly":true,
             "variables":[{"id":"v1","name":"Needs","typeName":"String","isArray":true,"value":"x","storageDriverTypeName":"WorkflowInstance"},{"name":"Other","typeName":"Int32"}],
             "inputs":[{"type":"Int32","name":"age","displayName":"Age","description":"in years","category":"c","uiHint":"single-line","storageDriverType":"Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core"}],
             "outputs":[{"type":"String","name":"result","isArray":true}],"outcomes":["Done","رفض"],"customProperties":{"k":1},
             "options":{"usableAsActivity":true,"autoUpdateConsumingWorkflows":true,"activityCategory":"Cases","activationStrategyType":"S","commitStrategyName":"c"},
             "root":{"id":"r","type":"T"}}
            """);

        Assert.Equal(("v-3", "intake", "الاستقبال", "d", 3, "3.8.0.0"), (definition.Id, definition.DefinitionId, definition.Name, definition.Description, definition.Version, definition.ToolVersion));
        Assert.Equal(new DateTimeOffset(2025, 5, 12, 12, 28, 56, TimeSpan.Zero).AddTicks(8459180), definition.CreatedAt);
        Assert.Equal((true, false, true), (definition.IsLatest, definition.IsPublished, definition.IsReadonly));
        var (needs, other) = (definition.Variables[0], definition.Variables[1]);
        Assert.Equal(("v1", "Needs", "String", true, StorageKind.WorkflowInstance), (needs.Id, needs.Name, needs.TypeName, needs.IsArray, needs.StorageKind));
        Assert.True(needs.TryResolveType(out var type));
        Assert.Equal(typeof(string[]), type);
        Assert.Equal(("Workflow1:variable-1", StorageKind.Memory, true), (other.Id, other.StorageKind, other.Value is null));
        var age = Assert.Single(definition.Inputs);
        Assert.Equal(("age", "Int32", false, "Age", "in years", "c", "single-line"), (age.Name, age.TypeName, age.IsArray, age.DisplayName, age.Description, age.Category, age.UIHint));
        Assert.Equal(StorageKind.WorkflowInstance, age.StorageKind);
        Assert.True(Assert.Single(definition.Outputs).IsArray);
        Assert.Equal(["Done", "رفض"], definition.Outcomes);
        Assert.Equal(new DefinitionOptions("S", true, true, "Cases", null, "c"), definition.Options);
        Assert.Equal("1", definition.CustomProperties!["k"]!.ToJsonString());
    }

    [Fact]
    public void A_bare_definition_reads_as_unset()
    {
        var definition = Sample.WithRoot("{'id':'r','type':'T'}");

        Assert.Equal((null, null, 1, null, null), (definition.Id, definition.Name, definition.Version, definition.CreatedAt, definition.CustomProperties));
        Assert.Equal((false, false, false), (definition.IsLatest, definition.IsPublished, definition.IsReadonly));
        Assert.Empty(definition.Variables);
        Assert.Empty(definition.Inputs);
        Assert.Empty(definition.Outcomes);
        Assert.Equal(new DefinitionOptions(null, null, false, null, null, null), definition.Options);
    }

    [Theory]
    [InlineData(null, StorageKind.Memory)]
    [InlineData("", StorageKind.Memory)]
    [InlineData("Memory", StorageKind.Memory)]
    [InlineData("Elsa.Workflows.MemoryStorageDriver, Elsa.Workflows.Core", StorageKind.Memory)]
    [InlineData("Somebody.BlobStorageDriver, Somebody.Workflows", StorageKind.Memory)]
    [InlineData("Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core", StorageKind.WorkflowInstance)]
    [InlineData("Elsa.Workflows.Core.Services.WorkflowStorageDriver, Elsa.Workflows.Core", StorageKind.WorkflowInstance)]
    [InlineData("workflowinstancestoragedriver", StorageKind.WorkflowInstance)]
    [InlineData("WorkflowInstance", StorageKind.WorkflowInstance)]
    [InlineData("Workflow", StorageKind.WorkflowInstance)]
    public void Storage_follows_the_class_name_of_the_driver(string? driver, StorageKind kind) =>
        Assert.Equal(kind, new VariableDefinition("i", "n", "String", false, null, driver).StorageKind);

    [Theory]
    [InlineData(null, IncidentStrategy.ContinueWithIncidents)]
    [InlineData("Elsa.Workflows.IncidentStrategies.FaultStrategy, Elsa.Workflows.Core", IncidentStrategy.Fault)]
    [InlineData("FaultStrategy", IncidentStrategy.Fault)]
    [InlineData("Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core", IncidentStrategy.ContinueWithIncidents)]
    [InlineData("Somebody.NotFaultStrategy, Somebody", IncidentStrategy.ContinueWithIncidents)]
    public void An_incident_ends_the_instance_only_when_the_file_says_so(string? type, IncidentStrategy strategy) =>
        Assert.Equal(strategy, new DefinitionOptions(null, null, false, null, type, null).IncidentStrategy);

    [Fact]
    public void The_obsolete_usable_as_activity_counts_when_options_are_silent()
    {
        Assert.True(Sample.Definition("{'definitionId':'d','usableAsActivity':true,'options':{},'root':{'id':'r','type':'T'}}").Options.UsableAsActivity);
        Assert.False(Sample.Definition("{'definitionId':'d','usableAsActivity':true,'options':{'usableAsActivity':false},'root':{'id':'r','type':'T'}}").Options.UsableAsActivity);
    }
}
