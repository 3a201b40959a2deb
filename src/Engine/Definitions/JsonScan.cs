using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace CaseWorkflows.Engine.Definitions;

/// <summary>
/// One pass over the text that finds everything <see cref="System.Text.Json.Nodes.JsonNode"/> would throw on, now or at first access, and notes
/// where each value stands.
/// </summary>
internal ref struct JsonScan
{
    private readonly JsonLines.Builder _places = new();
    private readonly List<DefinitionProblem> _problems = [];
    private readonly Stack<(int Node, int Items)> _open = [];
    private readonly ReadOnlySpan<byte> _utf8;
    private LineCursor _cursor;
    private string? _name;

    private JsonScan(ReadOnlySpan<byte> utf8)
    {
        _utf8 = utf8;
        _cursor = new LineCursor(utf8);
    }

    public static (JsonLines Lines, IReadOnlyList<DefinitionProblem> Problems) Read(ReadOnlySpan<byte> utf8)
    {
        var scan = new JsonScan(utf8);
        if (Utf8.IsValid(utf8))
        {
            scan.ReadTokens();
        }
        else
        {
            scan._cursor.MoveTo(FirstInvalid(utf8));
            scan.Report(DefinitionProblemCodes.JsonInvalidText, "The text is not UTF-8 here.", path: null);
        }

        return (scan._places.Build(), scan._problems);
    }

    private void ReadTokens()
    {
        // One level more than allowed, so that too deep is told from broken.
        var reader = new Utf8JsonReader(_utf8, new JsonReaderOptions { MaxDepth = WorkflowDefinition.MaxDepth + 1 });
        try
        {
            while (_problems.Count < DefinitionParse.MaxProblems && reader.Read() && ReadToken(ref reader))
            {
            }
        }
        catch (JsonException broken)
        {
            _cursor = new LineCursor(_utf8);
            _cursor.MoveTo(Offset(broken));
            var reason = broken.Message.Split(" LineNumber:", 2)[0];
            Report(DefinitionProblemCodes.JsonBroken, $"This is not JSON: {reason}", path: null);
        }
    }

    private bool ReadToken(ref Utf8JsonReader reader)
    {
        _cursor.MoveTo((int)reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                return TryText(ref reader, out _name);
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _open.Pop();
                return true;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                var node = Place();
                _open.Push((node, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
                return reader.CurrentDepth < WorkflowDefinition.MaxDepth
                    || Report(DefinitionProblemCodes.JsonTooDeep, $"Nested deeper than {WorkflowDefinition.MaxDepth} levels.", _places.PathOf(node));
            case JsonTokenType.String when reader.ValueIsEscaped:
                Place();
                return TryText(ref reader, out _);
            default:
                Place();
                return true;
        }
    }

    private int Place()
    {
        if (!_open.TryPop(out var parent))
        {
            return _places.AddRoot(_cursor.Line, _cursor.Column);
        }

        if (parent.Items >= 0)
        {
            _open.Push((parent.Node, parent.Items + 1));
            return _places.AddItem(parent.Node, parent.Items, _cursor.Line, _cursor.Column);
        }

        _open.Push(parent);
        var node = _places.AddMember(parent.Node, _name!, _cursor.Line, _cursor.Column, out var first);
        if (!first)
        {
            Report(DefinitionProblemCodes.JsonDuplicateKey, $"The key \"{_name}\" stands in this object more than once.", _places.PathOf(node));
        }

        return node;
    }

    /// <summary>An escape may spell half of a surrogate pair, which the reader accepts and the writer refuses.</summary>
    private bool TryText(ref Utf8JsonReader reader, out string? text)
    {
        try
        {
            text = reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            text = null;
            return Report(DefinitionProblemCodes.JsonInvalidText, "The text holds half of a surrogate pair.", path: null);
        }
    }

    private readonly bool Report(string code, string message, string? path)
    {
        _problems.Add(new DefinitionProblem(code, message, path, _cursor.Line, _cursor.Column));
        return false;
    }

    private readonly int Offset(JsonException broken)
    {
        var lineStart = 0;
        for (var line = broken.LineNumber ?? 0; line > 0; line--)
        {
            lineStart += _utf8[lineStart..].IndexOf((byte)'\n') + 1;
        }

        return lineStart + (int)(broken.BytePositionInLine ?? 0);
    }

    private static int FirstInvalid(ReadOnlySpan<byte> utf8)
    {
        var offset = 0;
        while (Rune.DecodeFromUtf8(utf8[offset..], out _, out var length) == OperationStatus.Done)
        {
            offset += length;
        }

        return offset;
    }
}
