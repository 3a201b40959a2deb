using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Descriptors;
using CaseWorkflows.Engine.Tests.Definitions;

namespace CaseWorkflows.Engine.Tests.Graphs;

/// <summary>A workflow as a designer sees it among the activities.</summary>
public sealed class WorkflowActivityTests
{
    private static readonly WorkflowDefinition Visit = Sample.Definition("""
        {'definitionId':'home-visit','id':'home-visit-3','name':'home visit','version':3,'isPublished':true,'description':'Goes there.',
         'options':{'activityCategory':'Visits'},
         'inputs':[{'name':'Reason','type':'String','displayName':'Why'},{'name':'Type','type':'Int32'},{'name':'Days','type':'String','isArray':true}],
         'outputs':[{'name':'Report','type':'JsonObject'}],'outcomes':['Met','Nobody there'],'root':{'id':'w','type':'Test.Wait'}}
        """);

    [Fact]
    public void It_is_called_by_its_name_in_one_word()
    {
        var descriptor = WorkflowActivityDescriber.Describe(Visit);

        Assert.Equal(("HomeVisit", 3, "home visit", "Visits", "Goes there.", true),
            (descriptor.TypeName, descriptor.Version, descriptor.DisplayName, descriptor.Category, descriptor.Description, descriptor.IsBrowsable));
    }

    [Fact]
    public void Its_inputs_outputs_and_outcomes_are_those_of_the_activity()
    {
        var descriptor = WorkflowActivityDescriber.Describe(Visit);

        Assert.Equal(
            [("reason", "Why", typeof(string)), ("_Type", "Type", typeof(int)), ("days", "Days", typeof(ICollection<string>))],
            descriptor.Inputs.Select(input => (input.JsonName, input.DisplayName, input.Type)));
        Assert.Equal(["report"], descriptor.Outputs.Select(output => output.JsonName));
        Assert.Equal(["Met", "Nobody there"], descriptor.Ports.Where(port => port.Kind == PortKind.Flow).Select(port => port.Name));
    }

    [Theory]
    [InlineData("home visit", "HomeVisit")]
    [InlineData("ParentWithIO", "ParentWithIO")]
    [InlineData("child-with_output", "ChildWithOutput")]
    [InlineData("زيارة منزلية", "زيارةمنزلية")]
    public void Names_become_type_names(string name, string type) => Assert.Equal(type, WorkflowActivityDescriber.TypeName(name));
}
