using CaseWorkflows.Cases.Documents;
using CaseWorkflows.Host.Forms;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Documents;

/// <summary>
/// Takes away content that came in and was never filed: a form that was never sent, a transaction that failed, a draft whose task is over. What a row names is never touched, also after the
/// document was removed from sight; what a draft names is kept as long as the draft. See docs/adr/0029.
/// </summary>
internal sealed class DocumentSweep(DocumentFolder folder, TaskDrafts drafts, IDbContextFactory<CaseDbContext> contexts, TimeProvider clock, ILogger<DocumentSweep> logger)
{
    /// <summary>How long content is left alone after it came in or was last asked for: longer than any page stays open, and than anybody needs to notice that a wrong backup was restored.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(30);

    /// <summary>Answers with how many files went. When a draft cannot be read nothing goes, since nobody knows what it names.</summary>
    public async Task<int> SweepAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - Grace;
        folder.ClearIncoming(before);

        // Looked for before the rows are: what is filed from now on is renewed first, and so is not old any more when its turn comes.
        var old = folder.NotAskedForSince(before).ToList();
        if (old.Count == 0)
        {
            return 0;
        }

        var wanted = await WantedAsync(ct);
        var gone = old.Count(hash => !wanted.Contains(Short(hash)) && folder.Discard(hash, before));
        if (gone > 0)
        {
            logger.LogInformation("{Count} files that were handed in and never filed are gone from the documents folder", gone);
        }

        return gone;
    }

    private async Task<HashSet<UInt128>> WantedAsync(CancellationToken ct)
    {
        var wanted = new HashSet<UInt128>();
        await foreach (var draft in drafts.AllAsync(ct))
        {
            wanted.UnionWith(draft.Fields.Select(field => DocumentTickets.Read(field.Value)).OfType<StoredDocument>().Select(file => Short(file.Sha256)));
        }

        await using var context = await contexts.CreateDbContextAsync(ct);
        await foreach (var hash in context.Documents.Select(row => row.Sha256).AsAsyncEnumerable().WithCancellation(ct))
        {
            wanted.Add(Short(hash));
        }

        return wanted;
    }

    // Half a hash takes a quarter of the memory for years of documents; two that share it are both kept.
    private static UInt128 Short(string hash) => UInt128.Parse(hash.AsSpan(0, 32), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture);
}
