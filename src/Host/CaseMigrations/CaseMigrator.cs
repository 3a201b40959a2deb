using System.Text.Json.Nodes;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Migrations;
using CaseWorkflows.Engine.State;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Workflows;

namespace CaseWorkflows.Host.CaseMigrations;

/// <summary>Takes one case to the other version, or back. Each is one unit of work with one event in the case's history; doing it again does nothing.</summary>
internal sealed class CaseMigrator(UnitOfWork unitOfWork, PreparedMigrations migrations, CaseProgress progress, TimeProvider clock)
{
    private const int MostTries = 5;

    /// <summary>Carries out what an item waits for. Refuses <c>changed-meanwhile</c> for a case that never holds still; it keeps its turn.</summary>
    public async Task<Outcome<MigrationItemStatus>> CarryOutAsync(string migrationId, string instanceId, CancellationToken ct)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            // Read before the writer's turn, as it is long and only grows; whoever was overtaken by a burst reads it again.
            var done = await progress.DoneAsync(instanceId, ct);
            var outcome = await unitOfWork.WriteAsync<MigrationItemStatus?>(async (tx, token) => await CaseMigrationStore.FindInTx(tx, migrationId, instanceId, token) switch
            {
                { Status: MigrationItemStatus.Waiting } item => await MoveInTx(tx, item, done, token),
                { Status: MigrationItemStatus.UndoWaiting } item => await GoBackInTx(tx, item, token),
                { } item => item.Status,
                null => CaseMigrationAnswers.NoSuchMigration(),
            }, ct);
            if (outcome.Refusal is { } refusal)
            {
                return refusal;
            }

            if (outcome.Value is { } status)
            {
                return status;
            }
        }

        return CaseMigrationAnswers.NeverStill();
    }

    /// <summary>Null when a burst came between reading the journal and the move.</summary>
    private async Task<MigrationItemStatus?> MoveInTx(CaseTransaction tx, MigrationItem item, DoneSoFar done, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var file = await CaseStore.LoadOfInstanceInTx(tx, item.InstanceId, ct);
        if (file?.CaseId is null || file.DefinitionVersionId != item.FromVersionId)
        {
            return await StayInTx(tx, item, file?.CaseId is null ? StayReasons.NotRunning : CaseMigrationCodes.OtherVersion, now, ct);
        }

        if (file.InstanceRevision != done.Revision)
        {
            return null;
        }

        var verdict = (await migrations.BetweenAsync(item.FromVersionId, item.ToVersionId, item.Map, ct)).Move(file.State, done.NodeIds);
        if (verdict is not MigrationVerdict.Moves moves || (moves.PassedOver.Count > 0 && !item.PassesOver))
        {
            return await StayInTx(tx, item, verdict is MigrationVerdict.Stays stays ? stays.Code : CaseMigrationCodes.PassesOver, now, ct);
        }

        var before = file.State;
        await PutInTx(tx, item, file, moves.State, "CaseMigrated", new JsonObject
        {
            ["migration"] = item.MigrationId,
            ["from"] = item.FromVersionId,
            ["to"] = item.ToVersionId,
            ["steps"] = new JsonArray([.. moves.Standing.Select(standing => (JsonNode)new JsonObject { ["before"] = StepsOfBurst.StepOf(standing.Before), ["after"] = StepsOfBurst.StepOf(standing.After) })]),
            ["passedOver"] = new JsonArray([.. moves.PassedOver.Select(step => (JsonNode)StepsOfBurst.StepOf(step))]),
        }, now, ct);
        await CaseMigrationStore.EndInTx(tx, item, MigrationItemStatus.Moved, null, WorkflowStateJson.ToUtf8(before), file.InstanceRevision, now, ct);
        return MigrationItemStatus.Moved;
    }

    private static async Task<MigrationItemStatus> StayInTx(CaseTransaction tx, MigrationItem item, string code, DateTimeOffset now, CancellationToken ct)
    {
        await CaseMigrationStore.EndInTx(tx, item, MigrationItemStatus.Stayed, code, null, null, now, ct);
        return MigrationItemStatus.Stayed;
    }

    private async Task<MigrationItemStatus> GoBackInTx(CaseTransaction tx, MigrationItem item, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var file = await CaseStore.LoadOfInstanceInTx(tx, item.InstanceId, ct);
        if (file is null || file.InstanceRevision != item.RevisionAfter)
        {
            await CaseMigrationStore.EndInTx(tx, item, MigrationItemStatus.MovedOn, CaseMigrationCodes.MovedOn, null, null, now, ct);
            return MigrationItemStatus.MovedOn;
        }

        await PutInTx(tx, item, file, WorkflowStateJson.FromUtf8(item.StateBefore!), "CaseMigrationUndone", new JsonObject
        {
            ["migration"] = item.MigrationId, ["from"] = item.ToVersionId, ["to"] = item.FromVersionId,
        }, now, ct);
        await CaseMigrationStore.EndInTx(tx, item, MigrationItemStatus.Undone, null, null, null, now, ct);
        return MigrationItemStatus.Undone;
    }

    private static async Task PutInTx(CaseTransaction tx, MigrationItem item, CaseFile file, WorkflowState after, string action, JsonObject data, DateTimeOffset now, CancellationToken ct)
    {
        var before = file.State;
        await CaseMigrationStore.PinInTx(tx, file, before, after, ct);
        await JournalStore.AppendInTx(tx, file.InstanceId, file.InstanceRevision, now, new Stimulus.TakeOver(before.DefinitionVersionId, after), [], ct);
        file.Went(StepsOfBurst.Of([], after));
        await HistoryStore.AppendInTx(tx, file, file.Event(action, Actor.System(file.Association) with { Id = item.RequestedBy, Channel = null }, now) with
        {
            DefinitionVersion = after.DefinitionVersionId,
            Reason = item.Reason,
            Data = data.ToJsonString(),
        }, ct);
        await CaseStore.SaveInTx(tx, file, now, ct);
    }
}

/// <summary>Why a case was left as it is, beside the engine's own reasons.</summary>
internal static class CaseMigrationCodes
{
    /// <summary>It would count as having done a step it has not, and that was not allowed.</summary>
    public const string PassesOver = "passes-over";

    /// <summary>It was taken to another version since the batch was put together.</summary>
    public const string OtherVersion = "other-version";

    /// <summary>It has gone on since it was moved.</summary>
    public const string MovedOn = "moved-on";
}
