using System.Data.Common;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Web;

namespace CaseWorkflows.Host.Health;

internal sealed record HealthAnswer(string Status);

/// <summary>Live: the process answers. Ready: it can also do its work.</summary>
internal static class HealthFeature
{
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Ok(new HealthAnswer("live"))).AllowAnyone("Probes of the platform carry no account.");
        routes.MapGet("/health/ready", ReadyAsync).AllowAnyone("Probes of the platform carry no account.");
        return routes;
    }

    private static async Task<IResult> ReadyAsync(DatabaseSchema schema, CancellationToken cancellationToken)
    {
        try
        {
            return await schema.IsCurrentAsync(cancellationToken) ? TypedResults.Ok(new HealthAnswer("ready")) : Problems.NotReady.ToResult();
        }
        catch (DbException)
        {
            return Problems.NotReady.ToResult();
        }
    }
}
