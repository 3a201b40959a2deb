using Microsoft.Net.Http.Headers;

namespace CaseWorkflows.Host.Web;

internal static class ReaderLanguage
{
    /// <summary><c>ar</c> or <c>en</c>, whichever the reader prefers by Accept-Language; Arabic when neither is named.</summary>
    public static string Language(this HttpContext context)
    {
        if (!StringWithQualityHeaderValue.TryParseList(context.Request.Headers.AcceptLanguage, out var wanted))
        {
            return "ar";
        }

        // OrderBy is stable: among equals the first named wins.
        return wanted
            .Where(range => range.Quality is not 0)
            .OrderByDescending(range => range.Quality ?? 1)
            .Select(range => Primary(range.Value.Value))
            .FirstOrDefault(language => language is "ar" or "en") ?? "ar";
    }

    private static string? Primary(string? tag) => tag?.Split('-')[0].ToLowerInvariant();
}
