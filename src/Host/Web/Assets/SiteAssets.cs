using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Web.Packages;

namespace CaseWorkflows.Host.Web.Assets;

/// <summary>
/// Style, scripts and fonts of our own pages, in memory. They share one folder named by a hash of everything in it, so each may be kept for a year and
/// refer to its neighbours by their plain names.
/// </summary>
internal sealed class SiteAssets
{
    private const string Prefix = "assets/";

    private static readonly (string Package, string File)[] FromPackages =
    [
        (WebPackages.Bootstrap, "dist/css/bootstrap.min.css"),
        (WebPackages.Bootstrap, "dist/css/bootstrap.rtl.min.css"),
        (WebPackages.Charts, "dist/echarts.simple.min.js"),
        (WebPackages.Font, "files/ibm-plex-sans-arabic-arabic-400-normal.woff2"),
        (WebPackages.Font, "files/ibm-plex-sans-arabic-latin-400-normal.woff2"),
        (WebPackages.SignaturePad, "dist/signature_pad.min.js"),
    ];

    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte[]> _compressed = new(StringComparer.Ordinal);

    public SiteAssets()
    {
        var assembly = typeof(SiteAssets).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var content = assembly.GetManifestResourceStream(name)!;
            _files[name[Prefix.Length..]] = new BinaryReader(content).ReadBytes((int)content.Length);
        }

        foreach (var (package, file) in FromPackages)
        {
            if (WebPackages.FolderOf(package) is { } folder && Path.Combine(folder, file) is var path && File.Exists(path))
            {
                _files[Path.GetFileName(file)] = File.ReadAllBytes(path);
            }
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (_, content) in _files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            hash.AppendData(content);
        }

        Version = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }

    /// <summary>Names the folder; changes whenever anything in it does.</summary>
    public string Version { get; }

    /// <summary>False for what comes from a package that was not restored.</summary>
    public bool Has(string name) => _files.ContainsKey(name);

    /// <summary>The address of an asset.</summary>
    public string Url(string name) => $"/assets/{Version}/{name}";

    /// <summary>A page written before an upgrade asks for the version before: it gets what there is now, to be asked for again next time.</summary>
    public IResult Answer(string version, string name, HttpContext context)
    {
        if (!_files.TryGetValue(name, out var content))
        {
            return Problems.NoSuchRoute.ToResult();
        }

        var headers = context.Response.Headers;
        headers.Vary = "Accept-Encoding";
        headers.CacheControl = version == Version ? "public, max-age=31536000, immutable" : "no-store";
        var (suffix, encoding) = Encodings.Preferred(context.Request, _ => !name.EndsWith(".woff2", StringComparison.Ordinal));
        if (encoding is not null)
        {
            headers.ContentEncoding = encoding;
            content = _compressed.GetOrAdd(name + suffix, _ => Compress(content, encoding));
        }

        return TypedResults.Bytes(content, MediaTypes.Of(name));
    }

    private static byte[] Compress(byte[] content, string encoding)
    {
        using var compressed = new MemoryStream();
        using (Stream stream = encoding == "br" ? new BrotliStream(compressed, CompressionLevel.Optimal) : new GZipStream(compressed, CompressionLevel.Optimal))
        {
            stream.Write(content);
        }

        return compressed.ToArray();
    }
}

internal static class AssetEndpoints
{
    private static readonly string[] Reading = ["GET", "HEAD"];

    public static IEndpointRouteBuilder MapAssets(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/assets/{version}/{name}", Reading, (string version, string name, SiteAssets assets, HttpContext context) => assets.Answer(version, name, context))
            .AllowAnyone("Style and scripts hold no data, and the sign-in page needs them.");
        return routes;
    }
}
