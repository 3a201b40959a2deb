using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Engine.Memory;

/// <summary>Named values during one burst. What was saved is only looked at, and copied when somebody changes it or takes an object out of it.</summary>
internal sealed class ValueBag(SavedValues? saved = null)
{
    private SavedValues _saved = saved ?? SavedValues.Empty;
    private Dictionary<string, object?>? _own;

    /// <summary>Free for any change.</summary>
    public IDictionary<string, object?> Values => Own;

    private Dictionary<string, object?> Own => _own ??= _saved.ToDictionary();

    public bool TryGet(string name, out object? value)
    {
        if (_own is null)
        {
            var found = _saved.TryGet(name, out value);
            if (value is not JsonNode)
            {
                return found;
            }
        }

        return Own.TryGetValue(name, out value);
    }

    public T? Get<T>(string name) => TryGet(name, out var value) ? ValueConverter.ConvertTo<T>(value) : default;

    public void Set(string name, object? value) => Own[name] = JsonValues.Normalize(value);

    /// <summary>Sets each of them; nothing happens for null.</summary>
    public void Set(JsonObject? values)
    {
        if (values is { Count: > 0 })
        {
            Own.EnsureCapacity(Own.Count + values.Count);
            foreach (var (name, value) in values)
            {
                Set(name, value);
            }
        }
    }

    public void Remove(string name)
    {
        if (_own is not null || _saved.ContainsKey(name))
        {
            Own.Remove(name);
        }
    }

    /// <summary>What is kept when the burst is over; the very same object when nothing was touched.</summary>
    public SavedValues Save()
    {
        if (_own is { } own)
        {
            (_saved, _own) = (SavedValues.Of(own), null);
        }

        return _saved;
    }
}
