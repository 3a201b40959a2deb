using System.Text;
using CaseWorkflows.Evidence.Sealing;

namespace CaseWorkflows.Evidence.Packs;

/// <summary>
/// The page that checks a pack in a browser, from a file and without a network, exactly as <see cref="PackVerifier"/> does: one file with its style, its script and the very texts the
/// findings have here. Its first script is the check alone, a function <c>verify(source, options)</c> that knows nothing of a page.
/// </summary>
public static class VerifyPage
{
    private static readonly string[] Checks = ["text.js", "zip.js", "sealing.js", "lines.js", "walk.js", "cases.js", "files.js", "verify.js"];

    private static readonly byte[] Page = Build();

    /// <summary>The page, UTF-8.</summary>
    public static ReadOnlyMemory<byte> Html => Page;

    private static byte[] Build()
    {
        // Nothing in a script may look like its end.
        var texts = Encoding.UTF8.GetString(EvidenceTexts.File()).Replace("<", "\\u003c", StringComparison.Ordinal);
        var check = string.Concat(Checks.Select(Part));
        return Encoding.UTF8.GetBytes(Part("verify.html")
            .Replace("/*style*/", Part("verify.css"), StringComparison.Ordinal)
            .Replace("/*check*/", $"'use strict';\nconst texts = {texts};\n{check}", StringComparison.Ordinal)
            .Replace("/*page*/", Part("words.js") + Part("page.js"), StringComparison.Ordinal));
    }

    private static string Part(string name)
    {
        using var stream = typeof(VerifyPage).Assembly.GetManifestResourceStream($"verify-page.{name}") ?? throw new InvalidOperationException($"{name} is not built in.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
