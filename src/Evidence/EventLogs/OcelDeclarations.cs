using System.Diagnostics.CodeAnalysis;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>
/// Which attributes the events of each type have, and of which type they are. Where the events of one type disagree, an integer gives way to a float and
/// everything else to a string; the value then is the text, or the JSON of what was no text. What says null only is a string.
/// </summary>
internal sealed class OcelDeclarations
{
    private readonly Dictionary<string, Dictionary<byte[], LeafKind>> _types = new(StringComparer.Ordinal);

    public IEnumerable<(string Action, IEnumerable<(byte[] Name, LeafKind Kind)> Attributes)> All
        => _types.Select(type => (type.Key, type.Value.Select(attribute => (attribute.Key, attribute.Value))));

    /// <summary>Notes that an event of this type has that attribute.</summary>
    public void Declare(string action, ReadOnlySpan<byte> name, LeafKind kind)
    {
        var attributes = Type(WellFormed.Of(action)).GetAlternateLookup<ReadOnlySpan<byte>>();
        attributes[name] = attributes.TryGetValue(name, out var known) ? Widest(known, kind) : kind;
    }


    /// <summary>What the attribute was declared as. One that was not means that the log changed between its two readings.</summary>
    /// <exception cref="InvalidOperationException">Nobody declared it.</exception>
    public LeafKind this[string action, ReadOnlySpan<byte> name]
        => _types.TryGetValue(WellFormed.Of(action), out var attributes) && attributes.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(name, out var kind) ? kind : throw Changed();

    public static InvalidOperationException Changed() => new("The log gave something at its second reading that it did not give at its first. Read both within one snapshot.");

    private static LeafKind Widest(LeafKind one, LeafKind other)
        => one == other ? one : (one, other) is (LeafKind.Integer, LeafKind.Float) or (LeafKind.Float, LeafKind.Integer) ? LeafKind.Float : LeafKind.Text;

    private Dictionary<byte[], LeafKind> Type(string action)
    {
        if (!_types.TryGetValue(action, out var attributes))
        {
            _types.Add(action, attributes = new(ByBytes.Instance));
        }

        return attributes;
    }

    private sealed class ByBytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly ByBytes Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode((ReadOnlySpan<byte>)obj);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
