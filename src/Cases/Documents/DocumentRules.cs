using System.Globalization;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Documents;

/// <summary>Which files a case takes in.</summary>
public static class DocumentRules
{
    /// <summary>How large a file may be unless the service is set up otherwise: 10 MB.</summary>
    public const long MostBytes = 10 * 1024 * 1024;

    private const string Field = "file";

    // What browsers and telephones call a kind besides its own name; a claim that says nothing is no claim.
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["image/jpg"] = FileKind.Jpeg.MediaType, ["image/pjpeg"] = FileKind.Jpeg.MediaType, ["image/x-png"] = FileKind.Png.MediaType, ["image/heif"] = FileKind.Heic.MediaType,
        ["application/x-pdf"] = FileKind.Pdf.MediaType,
    };

    private static readonly string[] NoClaim = ["", "application/octet-stream", "binary/octet-stream"];

    /// <summary>
    /// Whether a file is taken in: it has content, is of a kind that is taken in, and is what its name and its sender say it is.
    /// Refuses <c>document-empty</c>, <c>document-kind-refused</c> and <c>document-is-another-kind</c>.
    /// </summary>
    /// <param name="found">What its bytes say.</param>
    /// <param name="bytes">How large it is.</param>
    /// <param name="name">As it was sent.</param>
    /// <param name="claimed">The media type it was sent as; null when none was said.</param>
    /// <param name="taken">The kinds taken where it was sent; null for all of them.</param>
    public static Outcome<FileKind> Check(FileKind found, long bytes, string? name, string? claimed, IReadOnlyList<FileKind>? taken = null)
    {
        ArgumentNullException.ThrowIfNull(found);
        taken ??= FileKind.Taken;
        if (bytes == 0)
        {
            return Empty();
        }

        if (!taken.Contains(found))
        {
            return Refused(found, taken);
        }

        var (extension, type) = (DocumentName.ExtensionOf(name), (claimed ?? "").Split(';')[0].Trim());
        var fits = (extension.Length == 0 || found.Extensions.Contains(extension, StringComparer.Ordinal))
            && (NoClaim.Contains(type, StringComparer.OrdinalIgnoreCase) || string.Equals(Aliases.GetValueOrDefault(type, type), found.MediaType, StringComparison.OrdinalIgnoreCase));
        return fits ? found : AnotherKind(found, extension.Length > 0 && !found.Extensions.Contains(extension, StringComparer.Ordinal) ? "." + extension : type[..Math.Min(type.Length, 40)]);
    }

    /// <summary>Larger than is taken in.</summary>
    /// <param name="most">How many bytes are.</param>
    public static Refusal TooLarge(long most) => Of("document-too-large", new(
        $"الملف أكبر من الحد المسموح، وهو {Megabytes(most)} ميغابايت. صغّره أو قسّمه ثم أرفقه من جديد.", $"The file is larger than the {Megabytes(most)} MB that are taken. Make it smaller or split it, then attach it again."));

    /// <summary>No file, or one without content.</summary>
    public static Refusal Empty() => Of("document-empty", new("الملف فارغ أو لم يُختر ملف. اختر ملفًا فيه محتوى.", "The file is empty, or none was chosen. Choose one with content."));

    /// <summary>A file that was named and was not handed in here, or is gone by now.</summary>
    public static Refusal NotHandedIn() => Of("document-not-handed-in", new("لم يصل الملف. اختره مرة أخرى.", "The file did not arrive. Choose it again."));

    /// <summary>Of a kind that is not taken.</summary>
    /// <param name="found">What it is; null when that is not known.</param>
    /// <param name="taken">What is taken instead.</param>
    internal static Refusal Refused(FileKind? found, IReadOnlyList<FileKind> taken) => Of("document-kind-refused", new(
        $"لا يُقبل {found?.Name.Arabic ?? "هذا الملف"}. المقبول: {string.Join("، ", taken.Select(kind => kind.Name.Arabic))}. احفظه بإحدى هذه الصيغ ثم أرفقه.",
        $"A {found?.Name.English ?? "file like this"} is not taken. What is taken: {string.Join(", ", taken.Select(kind => kind.Name.English))}. Save it as one of these, then attach it."),
        ("kind", found?.Key));

    private static Refusal AnotherKind(FileKind found, string said) => Of("document-is-another-kind", new(
        $"محتوى الملف {found.Name.Arabic}، أما اسمه أو نوعه المعلن فهو «{said}». احفظه باسمه الصحيح ثم أرفقه من جديد.",
        $"By its content the file is a {found.Name.English}, but it is called or sent as '{said}'. Save it under its right name, then attach it again."), ("kind", found.Key));

    private static string Megabytes(long bytes) => (bytes / (1024d * 1024)).ToString("0.##", CultureInfo.InvariantCulture);

    private static Refusal Of(string code, LocalizedText message, params ReadOnlySpan<(string Name, object? Value)> facts)
        => new(RefusalKind.RuleBroken, code, message) { Field = Field, Facts = facts.Length == 0 ? null : Facts.Of(facts) };
}
