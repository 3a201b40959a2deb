namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>What a leaf of an event's data is.</summary>
internal enum LeafKind : byte
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A text that is an instant as <see cref="Cases.Calendars.Instant.ToText"/> writes it.</summary>
    Time,

    /// <summary>A number without fraction or exponent that 64 bits hold.</summary>
    Integer,

    /// <summary>Any other number.</summary>
    Float,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>What formats of logs have no type for: null, an empty object or an empty array. Its key ends in <c>:json</c>.</summary>
    Json,
}

/// <summary>One value in an event's data that has no others in it.</summary>
/// <param name="key">Where it stands, see <see cref="DataLeaves"/>.</param>
/// <param name="kind">What it is.</param>
/// <param name="raw">Its JSON; of a text, what stands between the quotation marks.</param>
/// <param name="isEscaped">True for a text with JSON escapes in it.</param>
internal readonly ref struct DataLeaf(ReadOnlySpan<byte> key, LeafKind kind, ReadOnlySpan<byte> raw, bool isEscaped)
{
    public ReadOnlySpan<byte> Key { get; } = key;

    public LeafKind Kind { get; } = kind;

    public ReadOnlySpan<byte> Raw { get; } = raw;

    public bool IsEscaped { get; } = isEscaped;
}
