using System.Net;
using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Effects;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Extensions;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.UIHints;

namespace CaseWorkflows.Engine.Activities;

/// <summary>Answers the HTTP request that set this burst off. After a wait nobody is there to be answered any more, which is an incident.</summary>
[Activity("Elsa", "HTTP", "Write a response to the current HTTP response object.", DisplayName = "HTTP Response")]
public sealed class WriteHttpResponse : CodeActivity
{
    [Input(UIHint = InputUIHints.DropDown, DefaultValue = HttpStatusCode.OK, Description = "The status code to return.")]
    public Input<HttpStatusCode> StatusCode { get; set; } = new(HttpStatusCode.OK);

    [Input(Description = "The content to write back. Text is sent as it is, anything else as JSON.")]
    public Input<object?> Content { get; set; } = new(default(object));

    [Input(UIHint = InputUIHints.DropDown, Description = "The content type to write when sending the response.")]
    public Input<string?> ContentType { get; set; } = new((string?)null);

    [Input(UIHint = InputUIHints.JsonEditor, Category = "Advanced", Description = "The headers to send along with the response.")]
    public Input<JsonObject?> ResponseHeaders { get; set; } = new((JsonObject?)null);

    protected override void Execute(ActivityExecutionContext context)
    {
        if (!context.TryGetWorkflowInput<JsonObject>(HttpEndpoint.RequestInput, out _))
        {
            throw new FaultException("NoHttpContext", "HTTP", "System", $"'{Id}' has no request to answer: since the request came the workflow has waited for something else.");
        }

        var content = JsonValues.ToNode(Content.GetOrDefault(context));
        var type = ContentType.GetOrDefault(context) is { Length: > 0 } given ? given
            : content is null ? null
            : content.GetValueKind() == System.Text.Json.JsonValueKind.String ? "text/plain"
            : "application/json";
        context.WorkflowExecutionContext.Effects.Add(new HttpResponseWritten(
            (int)StatusCode.GetOrDefault(context), content, type, ResponseHeaders.GetOrDefault(context)?.DeepClone() as JsonObject ?? []));
    }
}
