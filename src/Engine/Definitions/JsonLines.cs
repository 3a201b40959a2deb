namespace CaseWorkflows.Engine.Definitions;

/// <summary>Where each value of a JSON text stands, so that a check made on the parsed definition can name the line of the file.</summary>
public sealed class JsonLines
{
    private readonly Dictionary<(int Parent, string Name), int> _members = [];
    private readonly Dictionary<(int Parent, int Index), int> _items = [];
    private readonly List<(int Line, int Column)> _places = [];

    private JsonLines()
    {
    }

    /// <summary>Reads the text once. A broken text is indexed as far as it can be read; a leading byte-order mark is skipped.</summary>
    public static JsonLines Index(ReadOnlySpan<byte> utf8) => JsonScan.Read(DefinitionReader.WithoutMark(utf8)).Lines;

    /// <summary>
    /// Finds the first character of the value at a path such as <see cref="ActivityDefinition.JsonPath"/>, both numbers 1-based,
    /// the column in UTF-16 units. Names are matched exactly. False (and zeros) when the text has no such value.
    /// </summary>
    public bool TryFind(string path, out int line, out int column)
    {
        (line, column) = (0, 0);
        if (_places.Count == 0 || JsonPathText.Steps(path) is not { } steps)
        {
            return false;
        }

        var node = 0;
        foreach (var step in steps)
        {
            var found = step is string name ? _members.TryGetValue((node, name), out node) : _items.TryGetValue((node, (int)step), out node);
            if (!found)
            {
                return false;
            }
        }

        (line, column) = _places[node];
        return true;
    }

    internal static JsonLines Empty() => new();

    internal sealed class Builder
    {
        private readonly JsonLines _lines = new();
        private readonly List<(int Parent, object Step)> _steps = [];

        public int AddRoot(int line, int column) => Add(-1, JsonPathText.Root, line, column);

        public int AddItem(int parent, int index, int line, int column)
        {
            var node = Add(parent, index, line, column);
            _lines._items.Add((parent, index), node);
            return node;
        }

        public int AddMember(int parent, string name, int line, int column, out bool first)
        {
            var node = Add(parent, name, line, column);
            first = _lines._members.TryAdd((parent, name), node);
            return node;
        }

        public string PathOf(int node)
        {
            var (parent, step) = _steps[node];
            return parent < 0 ? JsonPathText.Root
                : step is string name ? JsonPathText.Member(PathOf(parent), name)
                : JsonPathText.Item(PathOf(parent), (int)step);
        }

        public JsonLines Build() => _lines;

        private int Add(int parent, object step, int line, int column)
        {
            _steps.Add((parent, step));
            _lines._places.Add((line, column));
            return _steps.Count - 1;
        }
    }
}
