namespace CaseWorkflows.Host.Web.Packages;

internal static class MediaTypes
{
    /// <summary>By the ending of the name; bytes when it says nothing.</summary>
    public static string Of(string name) => Path.GetExtension(name) switch
    {
        ".js" or ".mjs" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".html" => "text/html; charset=utf-8",
        ".json" or ".map" => "application/json",
        ".wasm" => "application/wasm",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".ico" => "image/x-icon",
        ".woff2" => "font/woff2",
        ".woff" => "font/woff",
        ".ttf" => "font/ttf",
        ".webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    };
}
