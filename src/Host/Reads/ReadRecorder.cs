using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.People;
using Microsoft.AspNetCore.Http.Features;

namespace CaseWorkflows.Host.Reads;

/// <summary>Says, where an endpoint is mapped, under which name its reads are recorded.</summary>
internal sealed record DisclosesAs(string What);

/// <summary>Writes down what of people goes out with an answer, before its first byte does. There is no switch for it.</summary>
internal sealed class ReadRecorder(RequestDelegate next, ReadSpool spool, TimeProvider clock)
{
    /// <summary>What is recorded for an endpoint that gave no name.</summary>
    public const string Unnamed = "other";

    public async Task InvokeAsync(HttpContext context, CurrentCaller caller)
    {
        var body = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        context.Features.Set<IHttpResponseBodyFeature>(new RecordedBody(body, () => Record(context, caller)));
        try
        {
            await next(context);
        }
        finally
        {
            context.Features.Set(body); // what is said of a failure is nobody's data
        }
    }

    private void Record(HttpContext context, CurrentCaller caller)
    {
        var shown = caller.Sights.All.Where(sight => GoesOut(context, sight)).ToList();
        if (shown.Count == 0)
        {
            return;
        }

        var (now, what) = (clock.GetUtcNow(), context.GetEndpoint()?.Metadata.GetMetadata<DisclosesAs>()?.What ?? Unnamed);
        spool.Append([.. shown.GroupBy(sight => (sight.Association, sight.Basis)).SelectMany(group => new ReadEntry(
            Guid.CreateVersion7(now).ToString("N"), group.Key.Association, now.UtcTicks, caller.Id, what, group.Max(sight => sight.Disclosure), group.Key.Basis, caller.Channel,
            [.. group.Select(sight => sight.CaseId).Distinct(StringComparer.Ordinal)]).ToLine())]);
    }

    /// <summary>An answer that sends the browser elsewhere, refuses, or only says that something was done shows nobody's data; a form that comes back with its errors does.</summary>
    private static bool GoesOut(HttpContext context, Sight sight)
    {
        var status = context.Response.StatusCode;
        var isPage = context.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;
        return HttpMethods.IsGet(context.Request.Method) ? status < 300
            : (status < 300 && (sight.IsAnswer || isPage)) || (isPage && status is StatusCodes.Status400BadRequest or StatusCodes.Status409Conflict or StatusCodes.Status422UnprocessableEntity);
    }
}

internal static class Disclosing
{
    /// <summary>Names what the endpoint shows of people.</summary>
    public static TBuilder Discloses<TBuilder>(this TBuilder endpoint, string what)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new DisclosesAs(what));

    /// <summary>A person's data that goes out in the answer itself, as what a search found does.</summary>
    public static void Told(this Sights sights, string association, IEnumerable<string> caseIds, Disclosure disclosure = Disclosure.Name, ReadBasis basis = ReadBasis.Role)
    {
        foreach (var id in caseIds)
        {
            sights.Add(association, id, disclosure, basis, isAnswer: true);
        }
    }
}
