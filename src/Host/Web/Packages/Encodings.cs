using Microsoft.Net.Http.Headers;

namespace CaseWorkflows.Host.Web.Packages;

/// <summary>Which compressed form to send, if any.</summary>
internal static class Encodings
{
    private static readonly (string Suffix, string Name)[] Known = [(".br", "br"), (".gz", "gzip")];

    /// <summary>The suffix and name of the best form that exists and the caller accepts; empty and null for the plain one.</summary>
    public static (string Suffix, string? Name) Preferred(HttpRequest request, Func<string, bool> exists)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted))
        {
            return ("", null);
        }

        foreach (var (suffix, name) in Known)
        {
            var named = accepted.FirstOrDefault(item => item.Value.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? accepted.FirstOrDefault(item => item.Value == "*");
            if (named is not null && named.Quality is not 0 && exists(suffix))
            {
                return (suffix, name);
            }
        }

        return ("", null);
    }
}
