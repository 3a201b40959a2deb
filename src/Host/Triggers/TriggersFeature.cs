using CaseWorkflows.Host.People;
using Microsoft.AspNetCore.Mvc;

namespace CaseWorkflows.Host.Triggers;

internal static class TriggersFeature
{
    public static WebApplicationBuilder AddTriggers(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TriggeredWorkflows>();
        builder.Services.AddSingleton<TriggerClock>();
        builder.Services.AddSingleton<HttpWorkflows>();
        return builder;
    }

    public static IEndpointRouteBuilder MapTriggers(this IEndpointRouteBuilder routes)
    {
        routes.Map("/workflows/{association}/{**path}", (string association, string path, HttpContext http, CurrentCaller caller, HttpWorkflows workflows, CancellationToken ct)
                => workflows.AnswerAsync(association, path, http, caller, ct))
            .AllowAnyone("Each HTTP endpoint of a workflow says for itself who may call it; nobody else answers here.")
            .WithMetadata(new RequestSizeLimitAttribute(HttpWorkflows.MostBytes));
        return routes;
    }
}
