using CaseWorkflows.Evidence.Sealing;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Settings;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Sealing;

/// <summary>Copies seals to a folder outside the database: one file per association, a line per seal. What is missing there is added, what is there is never touched.</summary>
internal sealed class SealCopies(SealSettings settings, IDbContextFactory<CaseDbContext> contexts, ILogger<SealCopies> logger)
{
    /// <summary>The file of an association.</summary>
    public string FileOf(string association) => Path.Combine(settings.Folder, $"{association}.seals.jsonl");

    /// <summary>Lines that were copied, oldest first; empty before the first copy.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(string association, CancellationToken ct)
        => File.Exists(FileOf(association)) ? [.. (await File.ReadAllLinesAsync(FileOf(association), ct)).Where(line => line.Length > 0)] : [];

    /// <summary>Adds what is missing; false, and nothing added, where the copies are not what the database says: somebody changed one of the two.</summary>
    public async Task<bool> CopyAsync(string association, CancellationToken ct)
    {
        var copied = await ReadAsync(association, ct);
        await using var context = await contexts.CreateDbContextAsync(ct);
        var lines = await context.Seals.AsNoTracking().Where(row => row.AssociationKey == association).OrderBy(row => row.Number).Select(row => row.Line).ToListAsync(ct);
        if (copied is [.., var last] && Seal.Parse(System.Text.Encoding.UTF8.GetBytes(last)) is null)
        {
            copied = [.. copied.SkipLast(1)]; // cut short when the machine lost power
            await File.WriteAllLinesAsync(FileOf(association), copied, ct);
        }

        if (copied.Count > lines.Count || !copied.SequenceEqual(lines.Take(copied.Count), StringComparer.Ordinal))
        {
            logger.LogCritical("The seals of {Association} in {Folder} are not those in the database: one of the two was changed. Run 'audit verify'", association, settings.Folder);
            return false;
        }

        if (lines.Count > copied.Count)
        {
            PrivateFolder.Create(settings.Folder);
            await File.AppendAllLinesAsync(FileOf(association), lines.Skip(copied.Count), ct);
        }

        return true;
    }
}
