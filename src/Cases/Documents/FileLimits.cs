using System.Globalization;
using CaseWorkflows.Cases.Refusals;

namespace CaseWorkflows.Cases.Documents;

/// <summary>Which files one place takes: a question of a form, or a case as a whole.</summary>
/// <param name="Kinds">The kinds, in the order in which they are named to people.</param>
/// <param name="MostBytes">How large one may be. The service may be set up to take less.</param>
public sealed record FileLimits(IReadOnlyList<FileKind> Kinds, long MostBytes)
{
    /// <summary>What a service can be set up to take at the most: 100 MB.</summary>
    public const long CeilingBytes = 100 * Megabyte;

    private const long Megabyte = 1024 * 1024;

    /// <summary>Every kind, as large as the service takes.</summary>
    public static FileLimits Any { get; } = new(FileKind.Taken, CeilingBytes);

    /// <summary>For a form's file field: every extension and media type that is taken.</summary>
    public string Accept => string.Join(',', Kinds.SelectMany(kind => kind.Extensions.Select(extension => "." + extension).Append(kind.MediaType)));

    /// <summary>Whether a kept file goes here. Refuses <c>document-kind-refused</c> and <c>document-too-large</c>; null when it does.</summary>
    /// <param name="file">A kept file.</param>
    public Refusal? Objection(StoredDocument file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return FileKind.OfMediaType(file.MediaType) is not { } kind || !Kinds.Contains(kind) ? DocumentRules.Refused(FileKind.OfMediaType(file.MediaType), Kinds)
            : file.Bytes > MostBytes ? DocumentRules.TooLarge(MostBytes)
            : null;
    }

    /// <summary>A size as people read it, such as <c>120 KB</c> or <c>1.5 MB</c>.</summary>
    /// <param name="bytes">The size.</param>
    public static string Text(long bytes) => bytes < Megabyte
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes / 1024)} KB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)Megabyte:0.#} MB");
}
