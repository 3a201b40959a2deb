using System.Collections.Concurrent;
using CaseWorkflows.Host.Persistence;

namespace CaseWorkflows.Host.Trail;

/// <summary>Numbers for the words the trail is searched by: few words, and millions of events that hold them.</summary>
internal sealed class TrailWords
{
    private readonly ConcurrentDictionary<string, long> _known = new(StringComparer.Ordinal);

    /// <summary>The word's number; a new one is given its own, which lasts once the transaction does.</summary>
    public async ValueTask<long> NumberInTx(CaseTransaction tx, string word, CancellationToken ct)
    {
        if (_known.TryGetValue(word, out var known))
        {
            return known;
        }

        var number = await tx.Command("SELECT id FROM trail_words WHERE text = @text").With("@text", word).FirstAsync(row => row.Number(0), ct);
        if (number == 0)
        {
            number = 1 + await tx.Command("SELECT coalesce(max(id), 0) FROM trail_words").FirstAsync(row => row.Number(0), ct);
            await tx.Command("INSERT INTO trail_words (id, text) VALUES (@id, @text)").With("@id", number).With("@text", word).WriteAsync(ct);
        }

        tx.AfterCommit(() => _known[word] = number);
        return number;
    }

    /// <summary>Forgets all, as when the trail is made anew.</summary>
    public async Task ClearInTx(CaseTransaction tx, CancellationToken ct)
    {
        await tx.Command("DELETE FROM trail_words").WriteAsync(ct);
        _known.Clear();
    }
}
