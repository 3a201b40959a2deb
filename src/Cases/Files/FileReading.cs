using System.Globalization;
using System.Text.Json;
using CaseWorkflows.Cases.Refusals;

namespace CaseWorkflows.Cases.Files;

/// <summary>
/// One reading of a JSON file that people write by hand. Everything wrong is collected, so that the author mends the file in one go; what cannot be
/// read gets an empty stand-in, and nothing of it is used once <see cref="Refusal"/> is not null.
/// </summary>
internal sealed class FileReading(string code)
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };
    private readonly List<FileFault> _faults = [];

    /// <summary>The outcome of one reading: what was built, or the refusal that lists every fault with its JSON path.</summary>
    public static Outcome<T> Read<T>(ReadOnlyMemory<byte> json, string code, Func<FileObject, T> build)
    {
        var reading = new FileReading(code);
        try
        {
            using var document = JsonDocument.Parse(WithoutMark(json), Options);
            var built = build(new(document.RootElement, "$", reading));
            return reading.Refusal() is { } refusal ? refusal : built;
        }
        catch (JsonException unreadable)
        {
            var line = (int)(unreadable.LineNumber ?? 0) + 1;
            reading._faults.Add(new("$", new(
                string.Create(CultureInfo.InvariantCulture, $"ليس ملف JSON سليمًا، والخلل عند السطر \u2068{line}\u2069 أو قبله بقليل. راجع الأقواس والفواصل وعلامات الاقتباس"),
                $"is not sound JSON: {unreadable.Message} Look at the brackets, commas and quotes there and just before"), line));
            return reading.Refusal()!;
        }
    }

    public void Fault(string path, string arabic, string english) => _faults.Add(new(path, new(arabic, english)));

    private Refusal? Refusal()
    {
        if (_faults.Count == 0)
        {
            return null;
        }

        var first = _faults[0];
        return new(
            RefusalKind.Malformed,
            code,
            new(
                $"لا يمكن اعتماد الملف. الموضع \u2068{first.Path}\u2069: {first.Problem.Arabic}. صحّح الملف ثم أعد تحميله.",
                $"The file cannot be used. {first.Path}: {first.Problem.English}. Correct the file and load it again."))
        {
            Field = first.Path,
            Facts = Facts.Of(("faults", _faults)),
        };
    }

    // Windows editors put a byte-order mark first, which is no part of JSON.
    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> json) =>
        json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;
}
