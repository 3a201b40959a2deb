using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>
/// The leaves of an event's data, in their order. The key of one is <c>data</c> and its <see cref="LeafPath"/>, such as <c>data.task.id</c>; a name that stands
/// twice in one object gets <c>:2</c>, <c>:3</c> …, and <see cref="LeafKind.Json"/> gets <c>:json</c>. The keys of one event all differ, and the keys and values
/// give the data back, but for the order of members. What is read stands until the next reading; all buffers are used again.
/// </summary>
/// <param name="includeReasons">False passes over every member called <c>reason</c>.</param>
internal sealed class DataLeaves(bool includeReasons)
{
    private readonly LeafPath _path = new();
    private readonly LeafTable _table = new();
    private readonly List<Level> _levels = [];
    private byte[] _json = new byte[1024];

    /// <summary>An object or array that was entered and not left yet.</summary>
    [StructLayout(LayoutKind.Auto)]
    private record struct Level(int Path, int Index, bool IsArray, bool HasAny);

    public int Count => _table.Count;

    /// <summary>False when the data, as it stands, is no JSON: somebody changed it after it was written. It then has no leaves.</summary>
    public bool IsReadable { get; private set; }

    public DataLeaf this[int index] => _table.Get(index, _json);

    /// <summary>The leaf with that key; false and nothing to be looked at when there is none.</summary>
    public bool TryFind(ReadOnlySpan<byte> key, out DataLeaf leaf)
    {
        var index = _table.Find(key);
        leaf = index < 0 ? default : this[index];
        return index >= 0;
    }

    /// <summary>Reads an event's data; null has no leaves.</summary>
    public void Read(string? data)
    {
        IsReadable = true;
        _table.Clear();
        _levels.Clear();
        _path.Begin("data"u8);
        if (data is null)
        {
            return;
        }

        if (_json.Length < Encoding.UTF8.GetMaxByteCount(data.Length))
        {
            _json = new byte[Encoding.UTF8.GetMaxByteCount(data.Length)];
        }

        try
        {
            Read(new Utf8JsonReader(_json.AsSpan(0, Encoding.UTF8.GetBytes(data, _json))));
        }
        catch (JsonException)
        {
            IsReadable = false;
            _table.Clear();
        }
    }

    private void Read(Utf8JsonReader reader)
    {
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName when !includeReasons && reader.ValueTextEquals("reason"u8):
                    reader.Skip();
                    _levels[^1] = _levels[^1] with { HasAny = true };
                    break;
                case JsonTokenType.PropertyName:
                    _path.CutTo(_levels[^1].Path);
                    _path.Member(reader.ValueSpan);
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    Enter();
                    _levels.Add(new(_path.Length, 0, reader.TokenType == JsonTokenType.StartArray, HasAny: false));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    Leave((int)reader.TokenStartIndex);
                    break;
                default:
                    Enter();
                    Take(reader);
                    break;
            }
        }
    }

    /// <summary>A value begins: it makes what it stands in not empty and, in an array, has the next index.</summary>
    private void Enter()
    {
        if (_levels is [.., var level])
        {
            if (level.IsArray)
            {
                _path.CutTo(level.Path);
                _path.Index(level.Index);
            }

            _levels[^1] = level with { HasAny = true, Index = level.Index + 1 };
        }
    }

    private void Leave(int at)
    {
        var level = _levels[^1];
        _levels.RemoveAt(_levels.Count - 1);
        _path.CutTo(level.Path);
        if (!level.HasAny)
        {
            // Its two brackets, put together: there may be blanks between them.
            _json[at - 1] = (byte)(level.IsArray ? '[' : '{');
            Take(at - 1, 2, LeafKind.Json, isEscaped: false);
        }
    }

    private void Take(in Utf8JsonReader reader)
    {
        var at = (int)reader.TokenStartIndex;
        var value = reader.ValueSpan;
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                Take(at + 1, value.Length, !reader.ValueIsEscaped && IsTime(value) ? LeafKind.Time : LeafKind.Text, reader.ValueIsEscaped);
                break;
            case JsonTokenType.Number:
                Take(at, value.Length, IsInteger(value) ? LeafKind.Integer : LeafKind.Float, isEscaped: false);
                break;
            case JsonTokenType.Null:
                Take(at, value.Length, LeafKind.Json, isEscaped: false);
                break;
            default:
                Take(at, value.Length, LeafKind.Boolean, isEscaped: false);
                break;
        }
    }

    private void Take(int raw, int rawLength, LeafKind kind, bool isEscaped)
    {
        var end = _path.Length;
        Mark(kind);
        for (var again = 2; !_table.TryAdd(_path.Written, raw, rawLength, kind, isEscaped); again++)
        {
            _path.CutTo(end);
            _path.Mark(again);
            Mark(kind);
        }

        _path.CutTo(end);
    }

    private void Mark(LeafKind kind)
    {
        if (kind == LeafKind.Json)
        {
            _path.Mark("json"u8);
        }
    }

    private static bool IsInteger(ReadOnlySpan<byte> number) => Utf8Parser.TryParse(number, out long _, out var read) && read == number.Length;

    private static bool IsTime(ReadOnlySpan<byte> text)
        => text.Length == 28 && text[^1] == (byte)'Z' && text[10] == (byte)'T' && Utf8Parser.TryParse(text, out DateTime _, out var read, 'O') && read == 28;
}
