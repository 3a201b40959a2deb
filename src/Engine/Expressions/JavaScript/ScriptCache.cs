namespace CaseWorkflows.Engine.Expressions.JavaScript;

/// <summary>The parsed scripts used last, by their text. Thread-safe; parsing happens outside the lock, at worst twice.</summary>
internal sealed class ScriptCache(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<(string Text, ParsedScript Parsed)>> _byText = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Text, ParsedScript Parsed)> _recentFirst = new();

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _byText.Count;
            }
        }
    }

    public ParsedScript Get(string script)
    {
        lock (_lock)
        {
            if (_byText.TryGetValue(script, out var known))
            {
                _recentFirst.Remove(known);
                _recentFirst.AddFirst(known);
                return known.Value.Parsed;
            }
        }

        return Keep(script, ScriptParser.Parse(script));
    }

    private ParsedScript Keep(string script, ParsedScript parsed)
    {
        lock (_lock)
        {
            if (_byText.TryGetValue(script, out var known))
            {
                return known.Value.Parsed;
            }

            _byText[script] = _recentFirst.AddFirst((script, parsed));
            if (_byText.Count > capacity)
            {
                _byText.Remove(_recentFirst.Last!.Value.Text);
                _recentFirst.RemoveLast();
            }

            return parsed;
        }
    }
}
