using CaseWorkflows.Cases.History;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>What two readings of one log have in common: the same cases with the same events in the same order.</summary>
internal sealed class LogMark : IEquatable<LogMark>
{
    private HashCode _hash;
    private LogSize _size;

    public void Take(LoggedCase one)
    {
        _size = _size with { Cases = _size.Cases + 1 };
        _hash.Add(one.Id, StringComparer.Ordinal);
    }

    public void Take(CaseEvent one)
    {
        _size = _size with { Events = _size.Events + 1 };
        _hash.Add(one.Hash, StringComparer.Ordinal);
    }

    public bool Equals(LogMark? other) => other is not null && _size == other._size && _hash.ToHashCode() == other._hash.ToHashCode();

    public override bool Equals(object? obj) => Equals(obj as LogMark);

    public override int GetHashCode() => _size.GetHashCode();
}
