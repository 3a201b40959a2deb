using System.Data.Common;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Web;

namespace CaseWorkflows.Host.Health;

internal sealed record HealthAnswer(string Status);

/// <summary>Live: the process answers. Ready: it can also do its work.</summary>
internal static class HealthFeature
{
    public static WebApplicationBuilder AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<StorageHealth>();
        return builder;
    }

    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Ok(new HealthAnswer("live"))).AllowAnyone("Probes of the platform carry no account.");
        routes.MapGet("/health/ready", ReadyAsync).AllowAnyone("Probes of the platform carry no account.");
        return routes;
    }

    private static async Task<IResult> ReadyAsync(DatabaseSchema schema, StorageHealth storage, CancellationToken cancellationToken)
    {
        try
        {
            if (!await schema.IsCurrentAsync(cancellationToken))
            {
                return Problems.NotReady.ToResult();
            }

            return await storage.CheckAsync(cancellationToken) is { } fault ? Problems.StorageUnavailable(fault).ToResult() : TypedResults.Ok(new HealthAnswer("ready"));
        }
        catch (DbException)
        {
            return Problems.NotReady.ToResult();
        }
    }
}
