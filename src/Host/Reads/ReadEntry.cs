using System.Text.Json;
using System.Text.Json.Serialization;
using CaseWorkflows.Cases.People;

namespace CaseWorkflows.Host.Reads;

/// <summary>One reading of personal data: who, what, when and why.</summary>
/// <param name="Id">Given once; whoever takes it in twice keeps it once.</param>
/// <param name="Association">Whose people.</param>
/// <param name="At">When, in UTC ticks.</param>
/// <param name="Reader">Who.</param>
/// <param name="What">Which page or operation, by its name in texts (<c>reads.what.…</c>).</param>
/// <param name="Extent">The most that was shown of anybody.</param>
/// <param name="Basis">On what it rested.</param>
/// <param name="Channel">The way it came in.</param>
/// <param name="Cases">Ids of the cases, in their order.</param>
internal sealed record ReadEntry(string Id, string Association, long At, string Reader, string What, Disclosure Extent, ReadBasis Basis, string Channel, IReadOnlyList<string> Cases)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>What the reader said they needed it for; null where it was their own case.</summary>
    public string? Purpose { get; init; }

    public byte[] ToLine() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Options), (byte)'\n'];

    /// <summary>Null for a line that was cut short by a power failure.</summary>
    public static ReadEntry? Of(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize<ReadEntry>(line, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
