using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using CaseWorkflows.Host.Web.Packages;

namespace CaseWorkflows.Host.Tests.Studio;

/// <summary>A test about the package from npm; skipped where it was not restored.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PackageFactAttribute : FactAttribute
{
    public PackageFactAttribute() => Skip = WebPackages.FolderOf(WebPackages.Studio) is null ? "Elsa Studio was not restored: install npm and build again." : null;
}

public sealed class WhenTheDesignersFilesAreServed(HostFactory host) : IClassFixture<HostFactory>
{
    private const string Loader = "/studio/_framework/dotnet.js";

    private static string Folder => WebPackages.FolderOf(WebPackages.Studio)!;

    [PackageFact]
    public async Task Each_encoding_unpacks_to_the_very_bytes_of_the_package()
    {
        var original = await File.ReadAllBytesAsync(Path.Combine(Folder, "_framework/dotnet.js"));
        foreach (var encoding in (string?[])["br", "gzip", null])
        {
            using var answer = await GetAsync(Loader, encoding);
            Assert.Equal(encoding is null ? [] : [encoding], answer.Content.Headers.ContentEncoding);
            Assert.Contains("Accept-Encoding", answer.Headers.Vary);
            Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal(original, Unpack(await answer.Content.ReadAsByteArrayAsync(), encoding));
        }
    }

    [PackageFact]
    public async Task What_the_caller_refuses_is_not_sent()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Loader);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "br;q=0, gzip;q=0.5");
        using var answer = await host.CreateClient().SendAsync(request);
        Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
    }

    [PackageFact]
    public async Task Names_with_a_fingerprint_are_kept_for_a_year_and_others_asked_for_again()
    {
        var module = Path.GetFileName(Directory.EnumerateFiles(Path.Combine(Folder, "_framework"), "System.Linq.*.wasm").First());
        using var kept = await GetAsync($"/studio/_framework/{module}", "br");
        Assert.Equal("application/wasm", kept.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", kept.Headers.CacheControl!.ToString(), StringComparison.Ordinal);

        using var asked = await GetAsync(Loader, "br");
        Assert.True(asked.Headers.CacheControl!.NoCache);
        using var again = new HttpRequestMessage(HttpMethod.Get, Loader) { Headers = { IfNoneMatch = { asked.Headers.ETag! }, AcceptEncoding = { new("br") } } };
        using var unchanged = await host.CreateClient().SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        using var plain = await GetAsync(Loader, null);
        Assert.NotEqual(asked.Headers.ETag, plain.Headers.ETag);
    }

    [PackageFact]
    public async Task Head_and_ranges_answer_about_the_same_bytes()
    {
        using var head = await host.CreateClient().SendAsync(new(HttpMethod.Head, Loader));
        Assert.Equal(new FileInfo(Path.Combine(Folder, "_framework/dotnet.js")).Length, head.Content.Headers.ContentLength);
        using var part = await host.CreateClient().SendAsync(new(HttpMethod.Get, Loader) { Headers = { Range = new RangeHeaderValue(0, 9) } });
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal((await File.ReadAllBytesAsync(Path.Combine(Folder, "_framework/dotnet.js")))[..10], await part.Content.ReadAsByteArrayAsync());
    }

    [PackageFact]
    public async Task No_name_leads_out_of_the_package()
    {
        using var client = host.CreateClient();
        foreach (var path in (string[])["_framework/../package.json", "_framework/..%2f..%2f..%2fbootstrap/package.json", "_framework/%2e%2e/package.json", "_content/..\\..\\package.json", "_framework//etc/passwd", "index.html", "package.json"])
        {
            using var answer = await client.GetAsync($"/studio/{path}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (encoding is not null)
        {
            request.Headers.AcceptEncoding.Add(new(encoding));
        }

        var answer = await host.CreateClient().SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer;
    }

    private static byte[] Unpack(byte[] content, string? encoding)
    {
        using var packed = new MemoryStream(content);
        using Stream plain = encoding switch { "br" => new BrotliStream(packed, CompressionMode.Decompress), "gzip" => new GZipStream(packed, CompressionMode.Decompress), _ => packed };
        using var all = new MemoryStream();
        plain.CopyTo(all);
        return all.ToArray();
    }
}
