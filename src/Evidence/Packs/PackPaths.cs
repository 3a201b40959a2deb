using System.Buffers;

namespace CaseWorkflows.Evidence.Packs;

/// <summary>Where things stand in a pack.</summary>
public static class PackPaths
{
    /// <summary>What the pack says of itself; the only file but <see cref="Signature"/> that it does not list.</summary>
    public const string Manifest = "manifest.json";

    /// <summary>The signature over the manifest's bytes.</summary>
    public const string Signature = "manifest.sig";

    /// <summary>The association's public keys, oldest first.</summary>
    public const string Keys = "keys.json";

    /// <summary>All seals of the association, one in a line.</summary>
    public const string Seals = "seals.jsonl";

    /// <summary>The proofs that lead from cases to seals, one in a line.</summary>
    public const string Proofs = "proofs.jsonl";

    /// <summary>The documents that the events name.</summary>
    public const string Documents = "documents.json";

    /// <summary>The page that checks the pack.</summary>
    public const string Page = "verify.html";

    /// <summary>The folder of the documents' contents, each called by its hash.</summary>
    public const string DocumentFolder = "documents/";

    private const string CaseFolder = "cases/";
    private const string CaseEnd = ".jsonl";
    private const int MostCharacters = 200;

    private static readonly SearchValues<char> NotInPaths = SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (char)code), '\\', ':', '*', '?', '"', '<', '>', '|', '\u007f']);

    /// <summary>The file of a case's events.</summary>
    public static string OfCase(string number) => $"{CaseFolder}{number}{CaseEnd}";

    /// <summary>The file of a definition's version.</summary>
    public static string OfDefinition(string versionId) => $"definitions/{versionId}.json";

    /// <summary>The file of an association's policy.</summary>
    public static string OfPolicy(string association) => $"policies/{association}.json";

    /// <summary>The file of a document's content.</summary>
    /// <param name="sha256">64 small hex digits.</param>
    /// <param name="extension">Without the dot.</param>
    public static string OfDocument(string sha256, string extension) => $"{DocumentFolder}{sha256}.{extension}";

    /// <summary>True for a relative path that unpacks where it says on every system.</summary>
    public static bool IsSound(string path) =>
        path.Length is > 0 and <= MostCharacters && !path.AsSpan().ContainsAny(NotInPaths) && path.Split('/').All(part => part.Length > 0 && part.Trim(' ', '.') == part);

    /// <summary>The hash a document's file is called by; null for any other file.</summary>
    internal static string? DocumentOf(string path) =>
        path.StartsWith(DocumentFolder, StringComparison.Ordinal) && path.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
        && path[DocumentFolder.Length..dot] is var hash && Sealing.Hashes.IsHash(hash)
            ? hash
            : null;

    /// <summary>True for the file of some case.</summary>
    internal static bool IsOfCase(string path) => path.StartsWith(CaseFolder, StringComparison.Ordinal);
}
