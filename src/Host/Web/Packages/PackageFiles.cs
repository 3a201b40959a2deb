using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;

namespace CaseWorkflows.Host.Web.Packages;

/// <summary>
/// A package's files as they were unpacked, byte for byte: the loader compares each with a hash it carries. What is not in the list made of the folder
/// once does not exist, so no name can lead outside it.
/// </summary>
internal sealed partial class PackageFiles
{
    private readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, EntityTagHeaderValue> _tags = new(StringComparer.Ordinal);

    public PackageFiles(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            _paths[Path.GetRelativePath(folder, path).Replace('\\', '/')] = path;
        }
    }

    /// <summary>The file in the best form the caller accepts; 404 when there is none of that name.</summary>
    /// <param name="name">Relative to the package's folder, with forward slashes.</param>
    /// <param name="context">Whose answer gets the headers that go with it.</param>
    public IResult Answer(string name, HttpContext context)
    {
        if (!_paths.ContainsKey(name))
        {
            return Problems.NoSuchRoute.ToResult();
        }

        var (suffix, encoding) = Encodings.Preferred(context.Request, candidate => _paths.ContainsKey(name + candidate));
        var headers = context.Response.Headers;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.CacheControl = Fingerprinted().IsMatch(name) ? "public, max-age=31536000, immutable" : "no-cache";
        if (encoding is not null)
        {
            headers.ContentEncoding = encoding;
        }

        var path = _paths[name + suffix];
        return TypedResults.PhysicalFile(path, MediaTypes.Of(name), entityTag: _tags.GetOrAdd(path, TagOf), enableRangeProcessing: true);
    }

    // npm gives every file the same date, so only the content tells versions apart.
    private static EntityTagHeaderValue TagOf(string path)
    {
        using var content = File.OpenRead(path);
        return new($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12))}\"");
    }

    /// <summary>Ten letters or digits before the last extensions: .NET's fingerprint of the content.</summary>
    [GeneratedRegex(@"\.[0-9a-z]{10}(\.bundle\.scp)?\.(wasm|js|dat|css)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fingerprinted();
}
