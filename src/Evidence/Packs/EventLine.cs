using System.Text;
using System.Text.Json;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Evidence.Sealing;

namespace CaseWorkflows.Evidence.Packs;

/// <summary>
/// One event in a pack: <c>{"event":</c>, exactly the bytes that <see cref="HashChain"/> hashes, <c>,"hash":"</c>, the hash and <c>"}</c>. Whoever checks it hashes a slice of the line and
/// needs no canonical JSON.
/// </summary>
internal sealed record EventLine
{
    /// <summary>Longer lines no event has; they are not kept.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    private const int TailBytes = 9 + Hashes.Digits + 2;

    /// <summary>Its place in the file, from 0.</summary>
    public required int Place { get; init; }

    /// <summary>The hash it states; null when it has not the form of an event's line.</summary>
    public string? Stated { get; init; }

    /// <summary>The hash of what it holds; null when that is not an event.</summary>
    public string? Content { get; init; }

    /// <summary>The number it claims.</summary>
    public long Seq { get; init; }

    /// <summary>The hash it names as the one before.</summary>
    public string? Previous { get; init; }

    /// <summary>The case it says it belongs to.</summary>
    public string? CaseId { get; init; }

    /// <summary>When it says it happened.</summary>
    public string? At { get; init; }

    /// <summary>The document it names; null for none.</summary>
    public PackedDocument? Document { get; init; }

    /// <summary>True for an event whose hash is that of its content.</summary>
    public bool IsConsistent => Content is not null && Content == Stated;

    private static ReadOnlySpan<byte> Head => "{\"event\":"u8;

    /// <summary>The line of an event, with its end.</summary>
    public static byte[] Of(CaseEvent one) => [.. Head, .. HashChain.CanonicalBytes(one), .. ",\"hash\":\""u8, .. Encoding.UTF8.GetBytes(one.Hash), .. "\"}\n"u8];

    /// <summary>Reads a line that may come from anywhere.</summary>
    /// <param name="line">Without its end; null for one that is too long.</param>
    /// <param name="place">Its place in the file, from 0.</param>
    public static EventLine Read(ReadOnlyMemory<byte>? line, int place)
    {
        var none = new EventLine { Place = place };
        if (line is not { } bytes || bytes.Length <= Head.Length + TailBytes || !bytes.Span.StartsWith(Head))
        {
            return none;
        }

        var slice = bytes[Head.Length..^TailBytes];
        var tail = bytes.Span[^TailBytes..];
        if (!tail.StartsWith(",\"hash\":\""u8) || !tail.EndsWith("\"}"u8) || !Hashes.IsHash(tail[9..^2]))
        {
            return none;
        }

        none = none with { Stated = Encoding.ASCII.GetString(tail[9..^2]) };
        using var document = JsonFields.Parse(slice);
        return document?.RootElement is { } json && json.Number("seq") is { } seq && json.Hash("previousHash") is { } previous && json.Text("caseId") is { } caseId && json.Instant("at") is { } at
            ? none with
            {
                Content = Hashes.Of(slice.Span), Seq = seq, Previous = previous, CaseId = caseId, At = at,
                Document = json.Member("data", JsonValueKind.Object) is { } data ? PackedDocument.Of(data) : null,
            }
            : none;
    }
}
