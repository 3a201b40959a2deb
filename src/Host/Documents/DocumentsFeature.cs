using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Logging;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Reads;
using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Pages;
using Microsoft.AspNetCore.Mvc;

namespace CaseWorkflows.Host.Documents;

/// <summary>A document as programs see it.</summary>
internal sealed record DocumentView(string Id, string Kind, string Name, string MediaType, long Bytes, string Sha256, string Source, string? TaskId, DateTimeOffset UploadedAt, string UploadedBy);

/// <summary>A document that was filed.</summary>
internal sealed record DocumentFiled(string Id);

internal static class DocumentsFeature
{
    // A few files at once, and what a form says around them.
    private const int MostAtOnce = 4;

    public static WebApplicationBuilder AddDocuments(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DocumentFolder>();
        builder.Services.AddSingleton<DocumentStore>();
        builder.Services.AddSingleton<DocumentTickets>();
        builder.Services.AddSingleton<DocumentSweep>();
        builder.Services.AddSingleton<DocumentDesk>();
        return builder;
    }

    public static IEndpointRouteBuilder MapDocuments(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{id}/documents/{documentId}", OpenAsync).AsPage().RequireStaff().Discloses("document");
        var group = routes.MapGroup("/api/v1/cases/{id}/documents").WithTags("Cases").Discloses("documents");
        group.MapGet("", async (string id, CurrentCaller caller, CaseAccess access, DocumentDesk desk, CancellationToken ct) => (await ListAsync(id, caller, access, desk, ct)).ToResult(TypedResults.Ok))
            .RequireStaff()
            .WithName("ListDocuments")
            .WithSummary("Documents of a case, oldest first. For those who see everything of the case.")
            .Produces<IReadOnlyList<DocumentView>>()
            .ProducesProblems(401, 403, 404);
        group.MapPost("", AddAsync)
            .RequireStaff()
            .TakesFiles()
            .WithName("AddDocument")
            .WithSummary("File a document with a case. The body is the file itself; name is what it is called, kind the key of a document the service requires, or left out.")
            .Accepts<Stream>("application/octet-stream")
            .Produces<DocumentFiled>(StatusCodes.Status201Created)
            .ProducesProblems(400, 401, 403, 404, 413, 422);
        group.MapPost("{documentId}/remove", async (string id, string documentId, CaseInterventionRequest request, CurrentCaller caller, DocumentDesk desk, CancellationToken ct)
                => (await desk.RemoveAsync(caller, id, documentId, request.Reason, ct)).ToResult(document => TypedResults.Ok(new DocumentFiled(document))))
            .RequireStaff()
            .WithName("RemoveDocument")
            .WithSummary("Take a document out of sight. It is kept, and the reason stays in the history.")
            .Produces<DocumentFiled>()
            .ProducesProblems(400, 401, 403, 404, 422);
        return routes;
    }

    /// <summary>For an endpoint that files are sent to, alone or with a form.</summary>
    public static TBuilder TakesFiles<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(builder => builder.Metadata.Add(new RequestSizeLimitAttribute((builder.ApplicationServices.GetRequiredService<DocumentStore>().MostBytes * MostAtOnce) + BodyLimit.DefaultBytes)));
        return endpoint;
    }

    private static async Task<IResult> OpenAsync(string id, string documentId, CurrentCaller caller, DocumentDesk desk, HttpContext context, CancellationToken ct, string? download = null)
        => (await desk.OpenAsync(caller, id, documentId, download is not null, ct)).ToResult(document =>
        {
            context.AboutCase(id);
            return new HandedDocumentResult(document);
        });

    private static async Task<Outcome<List<DocumentView>>> ListAsync(string id, CurrentCaller caller, CaseAccess access, DocumentDesk desk, CancellationToken ct)
    {
        if (!(await access.OfAsync(caller, id, ct)).Succeeded(out var seen, out var refusal))
        {
            return refusal;
        }

        return seen.IsWhole
            ? (await desk.OfAsync(id, ct)).Where(row => row.RemovedAt is null)
                .Select(row => new DocumentView(row.Id, row.Kind, row.Name, row.MediaType, row.Bytes, row.Sha256, row.Source.ToString(), row.TaskId, row.UploadedAt, row.UploadedBy)).ToList()
            : DocumentAnswers.Hidden();
    }

    private static async Task<IResult> AddAsync(
        string id, CurrentCaller caller, CaseAccess access, DocumentStore store, DocumentDesk desk, HttpContext context, CancellationToken ct, string? name = null, string? kind = null)
    {
        // Asked first: nobody fills the disk who may not.
        var seen = await access.OfAsync(caller, id, ct);
        if (seen.Refusal is not null || !seen.Value.MayAdd)
        {
            return (seen.Refusal ?? DocumentAnswers.MayNotAdd()).ToResult();
        }

        context.AboutCase(id);
        var filed = await (await store.KeepAsync(context.Request.Body, name, context.Request.ContentType, null, ct)).ThenAsync(kept => desk.AddAsync(caller, id, kept, kind, ct));
        return filed.ToResult(document => TypedResults.Json(new DocumentFiled(document), statusCode: StatusCodes.Status201Created));
    }

    private static async Task<Outcome<TNext>> ThenAsync<T, TNext>(this Outcome<T> outcome, Func<T, Task<Outcome<TNext>>> next)
        => outcome.Succeeded(out var value, out var refusal) ? await next(value) : refusal;
}
