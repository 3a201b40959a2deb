using System.Globalization;
using CaseWorkflows.Host.Web.Pages;

namespace CaseWorkflows.Host.Web;

/// <summary>Writes a problem in the reader's language, whatever the reader said it accepts.</summary>
internal sealed class ProblemResult(Problem problem) : IResult, IStatusCodeHttpResult, IContentTypeHttpResult
{
    public int? StatusCode => problem.Status;

    public string ContentType => Problems.ContentType;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var language = httpContext.Language();
        httpContext.Response.StatusCode = problem.Status;
        httpContext.Response.Headers.ContentLanguage = language;
        httpContext.Response.Headers.Vary = "Accept-Language";
        httpContext.Response.Headers.CacheControl = "no-store";
        if (Page.IsWantedBy(httpContext))
        {
            var typed = await KeptForm.OfAsync(httpContext);
            await Page.Of<ErrorPage>(ErrorPage.For(problem, httpContext.PageLanguage(), httpContext.TraceIdentifier, typed), problem.Status).ExecuteAsync(httpContext);
            return;
        }

        if (problem.RetryAfter is { } wait)
        {
            httpContext.Response.Headers.RetryAfter = wait.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        }

        await httpContext.Response.WriteAsJsonAsync(
            problem.Describe(language, httpContext.TraceIdentifier),
            options: null,
            ContentType,
            httpContext.RequestAborted);
    }
}
