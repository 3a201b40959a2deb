using System.Globalization;
using System.Text.Json.Nodes;
using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Cases.Committee;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Workflows;

namespace CaseWorkflows.Host.Committees;

/// <summary>What becomes of a committee's task when it opens and when its decision leaves the house.</summary>
internal static class OpenedSittings
{
    /// <summary>
    /// Seats the committee the task is put before: whoever holds its role now and is not excluded from the task. Null when the association describes no such
    /// committee, and one person decides.
    /// </summary>
    public static async ValueTask<IReadOnlyList<CommitteeMember>?> OpenInTx(Burst burst, TaskOpened opened, CancellationToken ct)
    {
        if (opened.Committee is not { } asked || burst.Association.Profile.Committee(asked.Key) is not { Rules: var rules })
        {
            return null;
        }

        var members = (await SittingStore.HoldersInTx(burst.Tx, burst.Association.Key, ct)).Where(member => !opened.ExcludedUsers.Contains(member.Id, StringComparer.Ordinal)).ToList();
        await SittingStore.InsertInTx(burst.Tx, new SittingRow
        {
            TaskId = opened.BookmarkId,
            WorkflowInstanceId = burst.File.InstanceId,
            ActivityInstanceId = opened.Origin.ActivityInstanceId,
            AssociationKey = burst.Association.Key,
            CaseId = burst.File.Id,
            CommitteeKey = asked.Key,
            Rules = rules.ToJson(),
            Secret = rules.Secret,
            Round = 1,
            OpenedAt = burst.Now,
            ReleasableAt = asked.ReleasableAt,
            CountedFrom = asked.CountFrom,
            CountedFromAt = asked.CountedFrom,
            MinimumPeriod = asked.MinimumPeriod.ToString("c", CultureInfo.InvariantCulture),
            WorkingDays = asked.WorkingDays,
        }, ct);
        await SittingStore.SeatInTx(burst.Tx, opened.BookmarkId, 1, rules.Secret, members, ct);
        await burst.RecordAsync(EffectApplier.Of(burst, opened, "CommitteeSeated") with
        {
            Data = new JsonObject { ["committee"] = asked.Key, ["members"] = members.Count, ["rule"] = rules.Method.ToString(), ["secret"] = rules.Secret }.ToJsonString(),
        }, ct);
        return members;
    }
}
