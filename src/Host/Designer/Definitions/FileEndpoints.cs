using System.IO.Compression;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Persistence;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Designer.Definitions;

/// <summary>Definitions as files, in the form <c>workflows/</c> holds them.</summary>
internal static class FileEndpoints
{
    public static RouteGroupBuilder MapFiles(this RouteGroupBuilder api)
    {
        api.MapGet("/workflow-definitions/{definitionId}/export", async (string definitionId, [FromQuery] string? versionOptions, DesignerScope scope, DefinitionQuery query, CancellationToken ct)
            => await query.FindAsync(scope, definitionId, versionOptions, ct) is { } row
                ? new NamedFile(DefinitionAnswer.File(row), "application/json", NameOf(row))
                : ElsaRefusals.NoSuchDefinition().ToElsaOrNotFound(scope.Language)).ForReaders();
        api.MapPost("/bulk-actions/export/workflow-definitions", BulkAsync).ForReaders();
        return api;
    }

    private static async Task<IResult> BulkAsync(DesignerScope scope, HttpContext http, IDbContextFactory<CaseDbContext> contexts, CancellationToken ct)
    {
        if (!(await BulkEndpoints.IdsAsync(http, "ids", ct)).Succeeded(out var ids, out var malformed))
        {
            return malformed.ToElsa(scope.Language);
        }

        await using var context = await contexts.CreateDbContextAsync(ct);
        var rows = await context.Definitions.Where(row => ids.Contains(row.Id) && scope.Readable.Contains(row.AssociationKey)).OrderBy(row => row.Id).ToListAsync(ct);
        if (rows.Count == 0)
        {
            return ElsaRefusals.NoSuchDefinition().ToElsaOrNotFound(scope.Language);
        }

        using var zip = new MemoryStream();
        await using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var row in rows)
            {
                await using var entry = await archive.CreateEntry(NameOf(row)).OpenAsync(ct);
                await entry.WriteAsync(DefinitionAnswer.File(row), ct);
            }
        }

        return new NamedFile(zip.ToArray(), "application/zip", "workflow-definitions.zip");
    }

    /// <summary>Letters every file system takes; the Studio asks for a plain <c>filename=</c>.</summary>
    private static string NameOf(DefinitionRow row)
        => $"{string.Concat(row.DefinitionId.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-'))}-v{row.Version}.workflow.json";

    /// <summary>Written by hand: the framework would add <c>filename*</c>, and leave out the quotation marks.</summary>
    private sealed class NamedFile(byte[] content, string type, string name) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = type;
            httpContext.Response.ContentLength = content.Length;
            httpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
            return httpContext.Response.Body.WriteAsync(content, httpContext.RequestAborted).AsTask();
        }
    }
}
