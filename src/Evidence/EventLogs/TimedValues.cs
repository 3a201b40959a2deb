namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>What an object's attributes were, and from when on. One value at a moment: of two, the later told counts.</summary>
internal sealed class TimedValues
{
    private readonly List<(string Name, DateTimeOffset From, string Value)> _values = [];

    // By name, and few: no object has more than ten attributes.
    private readonly List<(string Name, DateTimeOffset From, string Value)> _last = [];

    public bool IsEmpty => _values.Count == 0;

    public IReadOnlyList<(string Name, DateTimeOffset From, string Value)> All => _values;

    /// <summary>The value told last; null when there was none.</summary>
    public string? Last(string name) => Index(name) is var index and >= 0 ? _last[index].Value : null;

    /// <summary>From that moment on it is this; null says nothing, and what it is already is not said again.</summary>
    public void Set(string name, DateTimeOffset from, string? value)
    {
        if (value is null)
        {
            return;
        }

        var index = Index(name);
        if (index < 0)
        {
            _last.Add((name, from, value));
        }
        else if (_last[index].Value == value)
        {
            return;
        }
        else
        {
            // Events mostly come in the order of their times; only where a clock was put back may an earlier moment have been there before.
            if (_last[index].From >= from)
            {
                _values.RemoveAll(known => known.Name == name && known.From == from);
            }

            _last[index] = (name, from, value);
        }

        _values.Add((name, from, value));
    }

    /// <summary>As <see cref="Set"/>, and null says that it is nothing any more, which is an empty text.</summary>
    public void SetOrEmpty(string name, DateTimeOffset from, string? value) => Set(name, from, value ?? (Index(name) < 0 ? null : ""));

    private int Index(string name)
    {
        for (var i = 0; i < _last.Count; i++)
        {
            if (_last[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }
}
