using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Workflows;

namespace CaseWorkflows.Host.NightWatch;

/// <summary>One unit of work that puts things of one case right.</summary>
internal sealed class RepairScope(CaseTransaction tx, CaseFile? file, BurstRunner bursts, DateTimeOffset now)
{
    public CaseTransaction Tx { get; } = tx;

    /// <summary>The case as it stands by now; null when what is wrong belongs to none.</summary>
    public CaseFile? File { get; } = file;

    public BurstRunner Bursts { get; } = bursts;

    public DateTimeOffset Now { get; } = now;

    /// <summary>How the repair left a task; the event of the repair tells it. Null when it changed none, or told of it itself.</summary>
    public TaskMove? Moved { get; set; }

    /// <summary>Appends to the case's history, where there is a case.</summary>
    public async ValueTask RecordAsync(string action, StoredTask? task, string? data, CancellationToken ct)
    {
        if (File is not null)
        {
            await HistoryStore.AppendInTx(Tx, File, File.Event(action, Actor.System(File.Association), Now) with
            {
                ActivityType = task?.ActivityType,
                ActivityId = task?.ActivityId,
                Clause = task?.Clause,
                Data = data,
            }, ct);
        }
    }
}
