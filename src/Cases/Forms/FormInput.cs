using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CaseWorkflows.Cases.Forms;

/// <summary>
/// What somebody put into a form, as texts, whichever way it came: a page's post or a program's JSON. Nothing is checked yet and nothing is lost, so that a
/// page can show it again as it was typed.
/// </summary>
public sealed class FormInput
{
    // Above every table's limit, so that too many rows are said to be too many and a number out of the blue makes no list of a million.
    private const int MostRows = FieldLimits.MostRows * 4;

    private readonly Dictionary<string, FieldInput> _fields = new(StringComparer.Ordinal);

    private FormInput()
    {
    }

    /// <summary>Nothing typed.</summary>
    public static FormInput Nothing { get; } = new();

    /// <summary>What was typed, by the field's key; the keys may be any text.</summary>
    public IReadOnlyDictionary<string, FieldInput> Fields => _fields;

    /// <summary>What was typed into a field; empty when nothing was.</summary>
    public FieldInput this[string key] => _fields.GetValueOrDefault(key) ?? FieldInput.Empty;

    /// <summary>
    /// Reads a page's post. <c>income</c> is a field, several values of one name are several choices; <c>signature.name</c> is a part of a field,
    /// <c>household[2].name</c> a cell. A name that is none of these is a field nobody asked for.
    /// </summary>
    /// <param name="posted">Names and values in the order they were sent, without the names that are the page's own.</param>
    public static FormInput OfPost(IEnumerable<KeyValuePair<string, string>> posted)
    {
        var input = new FormInput();
        foreach (var (name, value) in posted)
        {
            if (Cell(name) is var (table, row, column))
            {
                input.Field(table).Row(row).Field(column).Add(value);
            }
            else if (name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot)
            {
                input.Field(name[..dot]).AddPart(name[(dot + 1)..], value);
            }
            else
            {
                input.Field(name).Add(value);
            }
        }

        return input;
    }

    /// <summary>Reads answers as a program sends them; those the rules gave out are read as what they were made of. Null is nothing typed.</summary>
    public static FormInput OfJson(JsonObject? data)
    {
        var input = new FormInput();
        foreach (var (key, value) in data ?? [])
        {
            if (value is not null)
            {
                Read(input.Field(key), value);
            }
        }

        return input;
    }

    /// <summary>The same as a program would send it; reading that gives this again. Rows keep their numbers, those missing between are empty.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject();
        foreach (var (key, field) in _fields)
        {
            json[key] = field.ToJson();
        }

        return json;
    }

    internal FieldInput Field(string key)
    {
        if (!_fields.TryGetValue(key, out var field))
        {
            _fields[key] = field = new FieldInput();
        }

        return field;
    }

    private static void Read(FieldInput field, JsonNode value)
    {
        switch (value)
        {
            case JsonObject parts:
                foreach (var (name, part) in parts)
                {
                    field.AddPart(name, part is JsonValue plain ? Text(plain) : null);
                }

                break;
            case JsonArray items when items.All(item => item is JsonObject) && items.Count > 0:
                for (var at = 0; at < items.Count; at++)
                {
                    ReadRow(field.Row(Math.Min(at, MostRows)), (JsonObject)items[at]!);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    field.Add(item is JsonValue plain ? Text(plain) : null);
                }

                break;
            case JsonValue plain:
                field.Add(Text(plain));
                break;
        }
    }

    private static void ReadRow(FormInput row, JsonObject cells)
    {
        foreach (var (column, cell) in cells)
        {
            if (cell is not null)
            {
                Read(row.Field(column), cell);
            }
        }
    }

    private static string? Text(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.ToJsonString(),
        _ => null,
    };

    private static (string Table, int Row, string Column)? Cell(string name)
    {
        var (open, close) = (name.IndexOf('[', StringComparison.Ordinal), name.IndexOf("].", StringComparison.Ordinal));
        return open > 0 && close > open + 1 && close + 2 < name.Length
            && int.TryParse(name.AsSpan(open + 1, close - open - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row <= MostRows
            ? (name[..open], row, name[(close + 2)..])
            : null;
    }
}

/// <summary>What was typed into one field: texts, parts by name, or rows. At most one of the three makes sense for a field; the rules say which.</summary>
public sealed class FieldInput
{
    private readonly List<string> _texts = [];
    private readonly Dictionary<string, string> _parts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, FormInput> _rows = [];

    internal static FieldInput Empty { get; } = new();

    /// <summary>The values sent under the field's name.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>The values of its parts, such as <c>name</c> of a signature.</summary>
    public IReadOnlyDictionary<string, string> Parts => _parts;

    /// <summary>The rows of a table by the number they were sent under; numbers may be missing.</summary>
    public IReadOnlyDictionary<int, FormInput> Rows => _rows;

    /// <summary>True when something was sent that no field takes, such as a list within a list.</summary>
    public bool IsMisshapen { get; private set; }

    /// <summary>The first value; empty when there is none.</summary>
    public string Text => _texts is [var first, ..] ? first : "";

    /// <summary>True when nothing was typed that can be seen.</summary>
    public bool IsBlank => !IsMisshapen && _texts.TrueForAll(IsUnseen) && _parts.Values.All(IsUnseen) && _rows.Values.All(row => row.IsBlank());

    /// <summary>The value of a part; empty when it was not sent.</summary>
    public string Part(string name) => _parts.GetValueOrDefault(name) ?? "";

    // Direction marks come with pasted names, and stay when the name is deleted.
    private static bool IsUnseen(string text) =>
        text.All(character => char.IsWhiteSpace(character) || char.IsControl(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format);

    internal void Add(string? text)
    {
        if (text is null)
        {
            IsMisshapen = true;
        }
        else
        {
            _texts.Add(text);
        }
    }

    internal void AddPart(string name, string? text)
    {
        if (text is null)
        {
            IsMisshapen = true;
        }
        else
        {
            _parts[name] = text;
        }
    }

    internal JsonNode? ToJson()
    {
        if (_rows.Count > 0)
        {
            return new JsonArray([.. Enumerable.Range(0, _rows.Keys.Last() + 1).Select(number => _rows.TryGetValue(number, out var row) ? row.ToJson() : new JsonObject())]);
        }

        if (_parts.Count > 0)
        {
            return new JsonObject(_parts.Select(part => KeyValuePair.Create(part.Key, (JsonNode?)part.Value)));
        }

        return _texts.Count == 1 ? _texts[0] : new JsonArray([.. _texts.Select(text => (JsonNode)text)]);
    }

    internal FormInput Row(int number)
    {
        if (!_rows.TryGetValue(number, out var row))
        {
            _rows[number] = row = FormInput.OfPost([]);
        }

        return row;
    }
}

internal static class FormInputs
{
    public static bool IsBlank(this FormInput input) => input.Fields.Values.All(field => field.IsBlank);
}
