using CaseWorkflows.Cases.Documents;
using Microsoft.Net.Http.Headers;

namespace CaseWorkflows.Host.Documents;

/// <summary>
/// A document on its way to a browser. It came from outside, so it may run nothing and load nothing, is no other kind than it is, and stays in no cache; it is hardly worth a range, and
/// each look is one line in the history.
/// </summary>
internal sealed class HandedDocumentResult(HandedDocument document) : IResult
{
    // What browsers need to show a picture or a PDF by themselves, and nothing else. Within a sandbox a PDF is shown by none that has a viewer of its own, so it is told not to be one.
    private const string Policy = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var content = DocumentFolder.Open(document.Path);
        var headers = httpContext.Response.Headers;
        var disposition = new ContentDispositionHeaderValue(document.Inline ? "inline" : "attachment");
        disposition.SetHttpFileName(document.Name);
        headers.ContentDisposition = disposition.ToString();
        headers.ContentSecurityPolicy = document.MediaType == FileKind.Pdf.MediaType && document.Inline ? Policy : "sandbox; " + Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        httpContext.Response.ContentType = document.MediaType;
        httpContext.Response.ContentLength = content.Length;
        await content.CopyToAsync(httpContext.Response.Body, httpContext.RequestAborted);
    }
}
