using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Definitions;

/// <summary>Why something is done to a version, for its history.</summary>
/// <param name="Actor">Id of who does it.</param>
/// <param name="Reason">Why; null when nobody was asked.</param>
/// <param name="BoardSession">The board's session that approved it.</param>
internal sealed record VersionAct(string Actor, string? Reason = null, string? BoardSession = null)
{
    /// <summary>The host itself, on behalf of a file.</summary>
    public static VersionAct OfFile(string file) => new(CaseWorkflows.Cases.People.Actor.SystemId, file);
}

/// <summary>
/// All versions of one definition in one unit of work. At most one is the latest and one is published; the flags of a version go before those of another
/// come, because the unique indexes allow one each at every moment.
/// </summary>
internal sealed class VersionSet : IAsyncDisposable
{
    private readonly CaseTransaction _tx;
    private readonly CaseDbContext _context;
    private readonly List<DefinitionRow> _rows;
    private readonly DateTimeOffset _now;
    private int _events;

    private VersionSet(CaseTransaction tx, CaseDbContext context, List<DefinitionRow> rows, int events, DateTimeOffset now)
        => (_tx, _context, _rows, _events, _now) = (tx, context, rows, events, now);

    /// <summary>Oldest first, archived ones included; empty for a definition there is not.</summary>
    public IReadOnlyList<DefinitionRow> All => _rows;

    public DefinitionRow? Latest => _rows.Find(row => row.IsLatest && row.ArchivedAt is null);

    public DefinitionRow? Published => _rows.Find(row => row.IsPublished && row.ArchivedAt is null);

    public int NextNumber => (_rows.LastOrDefault()?.Version ?? 0) + 1;

    public static async Task<VersionSet> LoadInTx(CaseTransaction tx, string definitionId, DateTimeOffset now, CancellationToken ct)
    {
        var context = await tx.JoinAsync(ct);
        var rows = await context.Definitions.AsTracking().Where(row => row.DefinitionId == definitionId).OrderBy(row => row.Version).ToListAsync(ct);
        var events = await context.DefinitionEvents.Where(row => row.DefinitionId == definitionId).MaxAsync(row => (int?)row.Seq, ct) ?? 0;
        return new(tx, context, rows, events, now);
    }

    /// <summary>A further version; it is the latest when it says so.</summary>
    public async Task AddAsync(DefinitionRow row, CancellationToken ct)
    {
        if (row.IsLatest)
        {
            await ClearLatestAsync(ct);
        }

        _rows.Add(row);
        _context.Definitions.Add(row);
        await SaveAsync(ct);
    }

    /// <summary>New cases start on this version from now on, and its triggers are listened for. Doing it again changes nothing.</summary>
    public async Task PublishAsync(DefinitionRow row, IReadOnlyList<WorkflowTrigger> triggers, VersionAct act, CancellationToken ct)
    {
        if (row.IsPublished)
        {
            return;
        }

        foreach (var older in _rows.Where(other => other.IsPublished))
        {
            older.IsPublished = false;
        }

        if (!row.IsLatest)
        {
            await ClearLatestAsync(ct);
        }

        await SaveAsync(ct);
        (row.IsPublished, row.IsLatest, row.ArchivedAt) = (true, true, null);
        row.PublishedAt ??= _now;
        Record(row, DefinitionEventRow.Published, act);
        await SaveAsync(ct);
        await TriggerStore.ReplaceInTx(_tx, row.AssociationKey, row.DefinitionId, row.Id, triggers, _now, ct);
    }

    /// <summary>No case starts on the definition any more; running ones go on. False when none was published.</summary>
    public async Task<bool> RetractAsync(VersionAct act, CancellationToken ct)
    {
        if (Published is not { } row)
        {
            return false;
        }

        row.IsPublished = false;
        Record(row, DefinitionEventRow.Retracted, act);
        await SaveAsync(ct);
        await TriggerStore.ReplaceInTx(_tx, row.AssociationKey, row.DefinitionId, row.Id, [], _now, ct);
        return true;
    }

    /// <summary>Puts the definition away with all its versions; nothing is lost and running cases go on. False when it was away already.</summary>
    public async Task<bool> ArchiveAsync(VersionAct act, CancellationToken ct)
    {
        if (_rows.FindLast(row => row.ArchivedAt is null) is not { } last)
        {
            return false;
        }

        await RetractAsync(act, ct);
        foreach (var row in _rows)
        {
            (row.IsLatest, row.ArchivedAt) = (false, row.ArchivedAt ?? _now);
        }

        Record(last, DefinitionEventRow.Archived, act);
        await SaveAsync(ct);
        return true;
    }

    /// <summary>Puts one version away; the newest that is left is the latest.</summary>
    public async Task ArchiveVersionAsync(DefinitionRow row, VersionAct act, CancellationToken ct)
    {
        var wasLatest = row.IsLatest;
        (row.IsLatest, row.ArchivedAt) = (false, _now);
        Record(row, DefinitionEventRow.VersionArchived, act);
        await SaveAsync(ct);
        if (wasLatest && _rows.FindLast(other => other.ArchivedAt is null) is { } newest)
        {
            newest.IsLatest = true;
            await SaveAsync(ct);
        }
    }

    /// <summary>Appends to the history; written with the next change.</summary>
    public void Record(DefinitionRow row, string action, VersionAct act) => _context.DefinitionEvents.Add(new DefinitionEventRow
    {
        DefinitionId = row.DefinitionId,
        Seq = ++_events,
        AssociationKey = row.AssociationKey,
        VersionId = row.Id,
        Version = row.Version,
        At = _now,
        Actor = act.Actor,
        Action = action,
        Reason = act.Reason,
        BoardSession = act.BoardSession,
    });

    /// <summary>Writes what was changed in the rows. When another writer was faster the unit of work is run again.</summary>
    public async Task SaveAsync(CancellationToken ct)
    {
        try
        {
            await _context.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new RevisionConflictException("A definition");
        }
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private async Task ClearLatestAsync(CancellationToken ct)
    {
        foreach (var older in _rows.Where(other => other.IsLatest))
        {
            older.IsLatest = false;
        }

        await SaveAsync(ct);
    }
}
