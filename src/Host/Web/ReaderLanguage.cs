using Microsoft.Net.Http.Headers;

namespace CaseWorkflows.Host.Web;

internal static class ReaderLanguage
{
    /// <summary>The cookie in which a page keeps the language chosen on it.</summary>
    public const string Cookie = "language";

    /// <summary><c>ar</c> or <c>en</c>: as chosen on a page, otherwise Arabic, whatever the machine is set to.</summary>
    public static string PageLanguage(this HttpContext context) => Chosen(context) ?? "ar";

    /// <summary><c>ar</c> or <c>en</c>: what was chosen on a page, else what the reader prefers by Accept-Language; Arabic when neither is named.</summary>
    public static string Language(this HttpContext context)
    {
        if (Chosen(context) is { } chosen)
        {
            return chosen;
        }

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

    private static string? Chosen(HttpContext context) => context.Request.Cookies[Cookie] is ("ar" or "en") and var chosen ? chosen : null;

    private static string? Primary(string? tag) => tag?.Split('-')[0].ToLowerInvariant();
}
