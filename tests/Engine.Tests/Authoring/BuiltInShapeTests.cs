using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Descriptors;

namespace CaseWorkflows.Engine.Tests.Authoring;

/// <summary>The members by which Elsa's definitions know its activities: a wrong name here would be an input nobody reads.</summary>
public sealed class BuiltInShapeTests
{
    [Theory]
    [InlineData("Elsa.Flowchart", "", "", "activities")]
    [InlineData("Elsa.Sequence", "", "", "activities")]
    [InlineData("Elsa.Parallel", "", "", "activities")]
    [InlineData("Elsa.FlowNode", "", "", "body")]
    [InlineData("Elsa.If", "condition", "result", "then else")]
    [InlineData("Elsa.Switch", "cases mode", "", "default")]
    [InlineData("Elsa.Fork", "joinMode", "", "branches")]
    [InlineData("Elsa.While", "condition", "", "body")]
    [InlineData("Elsa.For", "start end step outerBoundInclusive", "currentValue", "body")]
    [InlineData("Elsa.ForEach", "items", "currentValue", "body")]
    [InlineData("Elsa.ParallelForEach", "items", "", "body")]
    [InlineData("Elsa.Break", "", "", "")]
    [InlineData("Elsa.Complete", "outcomes", "", "")]
    [InlineData("Elsa.FlowDecision", "condition", "", "")]
    [InlineData("Elsa.FlowSwitch", "cases mode", "", "")]
    [InlineData("Elsa.FlowFork", "branches", "", "")]
    [InlineData("Elsa.FlowJoin", "mode", "", "")]
    [InlineData("Elsa.SetVariable", "variable value", "", "")]
    [InlineData("Elsa.SetOutput", "outputName outputValue", "", "")]
    [InlineData("Elsa.SetName", "value", "", "")]
    [InlineData("Elsa.Correlate", "correlationId", "", "")]
    [InlineData("Elsa.Fault", "code category faultType message", "", "")]
    [InlineData("Elsa.Delay", "timeSpan", "", "")]
    [InlineData("Elsa.StartAt", "dateTime", "", "")]
    [InlineData("Elsa.Timer", "interval", "", "")]
    [InlineData("Elsa.Cron", "cronExpression timeZone", "", "")]
    [InlineData("Elsa.Event", "eventName", "result", "")]
    [InlineData("Elsa.PublishEvent", "eventName correlationId isLocalEvent payload", "", "")]
    [InlineData("Elsa.RunTask", "taskName payload", "taskId result", "")]
    [InlineData("Elsa.DispatchWorkflow", "workflowDefinitionId correlationId input waitForCompletion startNewTrace channelName", "result", "")]
    [InlineData("Elsa.ExecuteWorkflow", "workflowDefinitionId correlationId input waitForCompletion", "result", "")]
    [InlineData("Elsa.HttpEndpoint",
        "path supportedMethods authorize policy requestTimeout requestSizeLimit fileSizeLimit allowedFileExtensions blockedFileExtensions allowedMimeTypes "
        + "exposeRequestTooLargeOutcome exposeFileTooLargeOutcome exposeInvalidFileExtensionOutcome exposeInvalidFileMimeTypeOutcome",
        "parsedContent files file routeData queryStringData headers result", "")]
    [InlineData("Elsa.WriteHttpResponse", "statusCode content contentType responseHeaders", "", "")]
    public void Members_are_Elsas(string type, string inputs, string outputs, string ports)
    {
        var descriptor = BuiltInActivities.Registry.Find(type, 1)!;

        Assert.Equal(Words(inputs), descriptor.Inputs.Select(input => input.JsonName).Order());
        Assert.Equal(Words(outputs), descriptor.Outputs.Select(output => output.JsonName).Order());
        Assert.Equal(Words(ports), descriptor.Ports.Where(port => port.Kind == PortKind.Embedded).Select(port => port.JsonName).Order());
    }

    [Fact]
    public void Every_activity_is_in_the_table()
        => Assert.Equal(
            BuiltInActivities.Registry.All.Where(descriptor => descriptor.IsBrowsable && descriptor.Inputs.Count > 0).Select(descriptor => descriptor.TypeName).Order(),
            typeof(BuiltInShapeTests).GetMethod(nameof(Members_are_Elsas))!.GetCustomAttributesData()
                .Where(row => row.AttributeType == typeof(InlineDataAttribute))
                .Select(row => (IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)row.ConstructorArguments[0].Value!)
                .Where(row => row[1].Value is not "").Select(row => (string)row[0].Value!).Append("Elsa.WriteLine").Order());

    private static IEnumerable<string> Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order();
}
