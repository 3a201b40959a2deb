using System.Globalization;
using System.Text.Json;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Files;

/// <summary>
/// One JSON object of a file under reading. A method whose name ends in OrNull or OrEmpty takes an absent field and null for "none"; every other one
/// calls that a fault. Fields nobody asks for are left alone, so that a newer file still loads.
/// </summary>
internal readonly struct FileObject
{
    private readonly JsonElement _element;
    private readonly string _path;

    // Null within something already found faulty: what is missing from it goes without saying.
    private readonly FileReading? _reading;

    public FileObject(JsonElement element, string path, FileReading? reading)
    {
        (_element, _path) = (element, path);
        if (element.ValueKind == JsonValueKind.Object)
        {
            _reading = reading;
        }
        else
        {
            reading?.Fault(path, "يجب أن يكون كائنًا بين قوسين معقوفين", "must be an object in braces");
        }
    }

    public string Text(string name) => TextOf(Find(name), PathOf(name), _reading);

    /// <summary>A text that must satisfy <paramref name="fits"/>, which the two phrases put in words.</summary>
    public string Text(string name, Func<string, bool> fits, string arabic, string english)
    {
        var text = Text(name);
        if (text.Length > 0 && !fits(text))
        {
            Fault(name, arabic, english);
        }

        return text;
    }

    public LocalizedText Localized(string name) => Localized(Object(name));

    public LocalizedText? LocalizedOrNull(string name) => ObjectOrNull(name) is { } found ? Localized(found) : null;

    public bool Flag(string name)
    {
        if (Find(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } found)
        {
            return found.GetBoolean();
        }

        Fault(name, "يجب أن يكون true أو false", "must be true or false");
        return false;
    }

    public bool? FlagOrNull(string name) => Find(name) is null ? null : Flag(name);

    /// <summary>A text, or a number as it stands in the file.</summary>
    public string? TextOrNumberOrNull(string name) => Find(name) is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : TextOrNull(name);

    public DateOnly Date(string name)
    {
        var text = Text(name, IsDate, "يجب أن يكون تاريخًا ميلاديًا بالصيغة 2026-02-22", "must be a Gregorian date such as 2026-02-22");
        return ReadDate(text, out var date) ? date : default;
    }

    public DateOnly? DateOrNull(string name) => Find(name) is null ? null : Date(name);

    public string? TextOrNull(string name) => Find(name) is null ? null : Text(name);

    public FileObject Object(string name) => new(Find(name) ?? default, PathOf(name), _reading);

    public FileObject? ObjectOrNull(string name) => Find(name) is null ? null : Object(name);

    public IReadOnlyList<T> Objects<T>(string name, Func<FileObject, T> read)
    {
        var reading = _reading;
        return Items(name, (item, path) => read(new(item, path, reading)));
    }

    public IReadOnlyList<T> ObjectsOrEmpty<T>(string name, Func<FileObject, T> read) => Find(name) is null ? [] : Objects(name, read);

    public bool FlagOrFalse(string name) => Find(name) is not null && Flag(name);

    public bool Has(string name) => Find(name) is not null;

    /// <summary>True for a field that says false, where leaving it out says something else.</summary>
    public bool IsFalse(string name) => Find(name) is { ValueKind: JsonValueKind.False };

    public decimal? NumberOrNull(string name)
    {
        if (Find(name) is not { } found)
        {
            return null;
        }

        if (found.ValueKind == JsonValueKind.Number && found.TryGetDecimal(out var number))
        {
            return number;
        }

        Fault(name, "يجب أن يكون عددًا", "must be a number");
        return null;
    }

    /// <summary>A whole number within bounds; null when the field is absent or at fault.</summary>
    public int? CountOrNull(string name, int least, int most)
    {
        if (Find(name) is not { } found)
        {
            return null;
        }

        if (found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out var count) && count >= least && count <= most)
        {
            return count;
        }

        Fault(
            name,
            string.Create(CultureInfo.InvariantCulture, $"يجب أن يكون عددًا صحيحًا من {least} إلى {most}"),
            string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}"));
        return null;
    }

    /// <summary>A text, a number or a yes/no, as text the way JSON writes it; null when the field is absent or at fault.</summary>
    public string? PlainOrNull(string name) => Find(name) is { } found ? Plain(found, PathOf(name)) : null;

    public IReadOnlyList<string> Plains(string name)
    {
        var self = this;
        return [.. Items(name, (item, path) => self.Plain(item, path)).OfType<string>()];
    }

    /// <summary>Says which fields do not belong here, for files in which a misspelt one would silently change what the file means.</summary>
    public void NothingBut(params ReadOnlySpan<string> names)
    {
        if (_element.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var member in _element.EnumerateObject())
        {
            if (!names.Contains(member.Name))
            {
                _reading?.Fault(_path, $"الحقل \u2068{member.Name}\u2069 لا مكان له هنا؛ صحّح اسمه أو احذفه. المعروف هنا: \u2068{string.Join(", ", names)}\u2069", $"has no place for {member.Name}: correct its name or leave it out. Known here: {string.Join(", ", names)}");
            }
        }
    }

    public IReadOnlyList<LocalizedText> LocalizedItems(string name) => Objects(name, Localized);

    public IReadOnlyList<string> Texts(string name)
    {
        var reading = _reading;
        return Items(name, (item, path) => TextOf(item, path, reading));
    }

    public IReadOnlyList<string> TextsOrEmpty(string name) => Find(name) is null ? [] : Texts(name);

    /// <summary>Says which key of a list stands there twice; the place is the list.</summary>
    public void NoneTwice(string name, IEnumerable<string> keys)
    {
        foreach (var twice in keys.Where(key => key.Length > 0).GroupBy(key => key, StringComparer.Ordinal).Where(same => same.Count() > 1))
        {
            Fault(name, $"المفتاح \u2068{twice.Key}\u2069 مكرر؛ سمِّ كلًّا باسم خاص به", $"holds {twice.Key} twice: give each a name of its own");
        }
    }

    public void Fault(string name, string arabic, string english) => _reading?.Fault(PathOf(name), arabic, english);

    private static string TextOf(JsonElement? element, string path, FileReading? reading)
    {
        try
        {
            if (element is { ValueKind: JsonValueKind.String } found && found.GetString() is { } text && !string.IsNullOrWhiteSpace(text))
            {
                return text;
            }
        }
        catch (InvalidOperationException)
        {
            // The file is JSON, but the text in it is no Unicode.
        }

        reading?.Fault(path, "يجب أن يكون نصًا غير فارغ", "must be a text that is not empty");
        return string.Empty;
    }

    private string? Plain(JsonElement found, string path)
    {
        switch (found.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                return found.ValueKind == JsonValueKind.True ? "true" : "false";
            case JsonValueKind.Number:
                return found.GetRawText();
            default:
                return TextOf(found, path, _reading) is { Length: > 0 } text ? text : null;
        }
    }

    private static bool IsDate(string text) => ReadDate(text, out _);

    private static bool ReadDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    private static LocalizedText Localized(FileObject both) => new(both.Text("ar"), both.Text("en"));

    private IReadOnlyList<T> Items<T>(string name, Func<JsonElement, string, T> read)
    {
        if (Find(name) is not { ValueKind: JsonValueKind.Array } found)
        {
            Fault(name, "يجب أن تكون قائمة بين قوسين مربعين", "must be a list in square brackets");
            return [];
        }

        var path = PathOf(name);
        return [.. found.EnumerateArray().Select((item, index) => read(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]")))];
    }

    private JsonElement? Find(string name) =>
        _element.ValueKind == JsonValueKind.Object && _element.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null
            ? found
            : null;

    private string PathOf(string name) => $"{_path}.{name}";
}
