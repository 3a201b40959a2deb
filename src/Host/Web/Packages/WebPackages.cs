using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Web.Packages;

/// <summary>Where the packages from npm lie: beside the executable once published, in the working copy's node_modules while developing.</summary>
internal static class WebPackages
{
    public const string Studio = "@elsa-workflows/elsa-studio-wasm";
    public const string Bootstrap = "bootstrap";
    public const string Charts = "echarts";
    public const string Font = "@fontsource/ibm-plex-sans-arabic";

    public const string SignaturePad = "signature_pad";

    private static readonly string[] Roots =
    [
        Path.Combine(AppContext.BaseDirectory, "packages"),
        Path.Combine(Repository.Root, "src", "Host", "node_modules"),
    ];

    /// <summary>The folder of a package; null when it was not restored.</summary>
    public static string? FolderOf(string package) => Array.ConvertAll(Roots, root => Path.Combine(root, package)).FirstOrDefault(Directory.Exists);
}
