using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CaseWorkflows.Cases.Calendars;

namespace CaseWorkflows.Cases.History;

/// <summary>
/// Ties the events of one case together, so that nobody can change, drop, insert or reorder one unseen. That the newest events are missing shows only
/// to whoever kept the head of the chain; that somebody recomputed a whole chain, only to whoever kept it out of their reach.
/// </summary>
public static class HashChain
{
    /// <summary>What the first event of a case names as the hash before it: 64 zeros.</summary>
    public const string Genesis = "0000000000000000000000000000000000000000000000000000000000000000";

    private const int UsualSize = 1024;

    /// <summary>
    /// The event in its place behind the head of its case's chain, with its number and both hashes. Called twice, it gives the same event twice.
    /// </summary>
    /// <param name="next">The event; its number and hashes are replaced.</param>
    /// <param name="headSeq">The number of the newest event; 0 for a new case.</param>
    /// <param name="headHash">Its hash; <see cref="Genesis"/> for a new case.</param>
    public static CaseEvent Link(CaseEvent next, long headSeq, string headHash)
    {
        var linked = next with { Seq = headSeq + 1, PreviousHash = headHash };
        return linked with { Hash = HashOf(linked) };
    }

    /// <summary>
    /// SHA-256, as 64 small hex digits, of the canonical JSON object of every field but the hash. Absent fields are null, save <c>role</c> and
    /// <c>channel</c>, which are left out; <c>at</c> is written by <see cref="Instant.ToText"/>, <c>data</c> stands as the JSON value it is.
    /// </summary>
    /// <param name="withoutHash">The event; its own <see cref="CaseEvent.Hash"/> is not looked at.</param>
    /// <exception cref="JsonException"><see cref="CaseEvent.Data"/> is not JSON, which is a bug of whoever wrote it.</exception>
    public static string HashOf(CaseEvent withoutHash)
    {
        using var writer = new CanonicalWriter(UsualSize);
        Write(writer, withoutHash);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(writer.Written, digest);
        return Convert.ToHexStringLower(digest);
    }

    /// <summary>The very bytes <see cref="HashOf"/> hashes, for whoever is to hash them elsewhere and knows nothing of canonical JSON.</summary>
    /// <param name="withoutHash">The event; its own <see cref="CaseEvent.Hash"/> is not looked at.</param>
    /// <exception cref="JsonException"><see cref="CaseEvent.Data"/> is not JSON, which is a bug of whoever wrote it.</exception>
    public static byte[] CanonicalBytes(CaseEvent withoutHash)
    {
        using var writer = new CanonicalWriter(UsualSize);
        Write(writer, withoutHash);
        return writer.Written.ToArray();
    }

    /// <summary>
    /// Walks one case's events in the order given and names the first thing wrong; null when all is well, also with no events at all.
    /// </summary>
    public static ChainBreak? Verify(IEnumerable<CaseEvent> events)
    {
        var (seq, head) = (0L, Genesis);
        foreach (var one in events)
        {
            seq++;
            if (one.Seq != seq)
            {
                return new(seq, ChainFault.Gap);
            }

            if (one.PreviousHash != head)
            {
                return new(seq, ChainFault.WrongPrevious);
            }

            if (!IsIntact(one))
            {
                return new(seq, ChainFault.Altered);
            }

            head = one.Hash;
        }

        return null;
    }

    /// <summary>As the other, and holds the end against the head that was kept elsewhere, so that missing newest events show too.</summary>
    /// <param name="events">One case's events in order.</param>
    /// <param name="headSeq">The number of the newest event, as it was kept; 0 when there was none.</param>
    /// <param name="headHash">Its hash; <see cref="Genesis"/> when there was none.</param>
    public static ChainBreak? Verify(IReadOnlyList<CaseEvent> events, long headSeq, string headHash)
    {
        if (Verify(events) is { } broken)
        {
            return broken;
        }

        if (events.Count < headSeq)
        {
            return new(events.Count + 1, ChainFault.EndMissing);
        }

        return events.Count == headSeq && (events is [.., var newest] ? newest.Hash : Genesis) == headHash
            ? null
            : new(events.Count, ChainFault.EndDiffers);
    }

    private static bool IsIntact(CaseEvent one)
    {
        try
        {
            return HashOf(one) == one.Hash;
        }
        catch (JsonException)
        {
            // It was JSON when it was written.
            return false;
        }
    }

    // This runs in every burst: the fields go straight into one pooled buffer, by hand in the order of their names.
    private static void Write(CanonicalWriter writer, CaseEvent withoutHash)
    {
        writer.Raw("{\"action\":"u8);
        writer.Text(withoutHash.Action);
        writer.Raw(",\"activityId\":"u8);
        writer.Text(withoutHash.ActivityId);
        writer.Raw(",\"activityType\":"u8);
        writer.Text(withoutHash.ActivityType);
        writer.Raw(",\"actor\":"u8);
        writer.Text(withoutHash.Actor);
        writer.Raw(",\"at\":"u8);
        writer.Text(Instant.ToText(withoutHash.At));
        writer.Raw(",\"caseId\":"u8);
        writer.Text(withoutHash.CaseId);
        WriteLater(writer, ",\"channel\":"u8, withoutHash.Channel);
        writer.Raw(",\"clause\":"u8);
        writer.Text(withoutHash.Clause);
        writer.Raw(",\"data\":"u8);
        WriteData(writer, withoutHash.Data);
        writer.Raw(",\"definitionVersion\":"u8);
        writer.Text(withoutHash.DefinitionVersion);
        writer.Raw(",\"onBehalfOf\":"u8);
        writer.Text(withoutHash.OnBehalfOf);
        writer.Raw(",\"previousHash\":"u8);
        writer.Text(withoutHash.PreviousHash);
        writer.Raw(",\"reason\":"u8);
        writer.Text(withoutHash.Reason);
        WriteLater(writer, ",\"role\":"u8, withoutHash.Role);
        writer.Raw(",\"seq\":"u8);
        writer.Number(withoutHash.Seq);
        writer.Raw("}"u8);
    }

    /// <summary>A field that came after the first release: absent, where it says nothing, so that older hashes stay as they are (docs/adr/0030).</summary>
    private static void WriteLater(CanonicalWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.Raw(name);
            writer.Text(value);
        }
    }

    private static void WriteData(CanonicalWriter writer, string? data)
    {
        if (data is null)
        {
            writer.Text(null);
            return;
        }

        var utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(data.Length));
        try
        {
            using var document = JsonDocument.Parse(utf8.AsMemory(0, Encoding.UTF8.GetBytes(data, utf8)));
            writer.Element(document.RootElement);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(utf8);
        }
    }
}
