using CaseWorkflows.Engine.Execution;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>The engine's technical record.</summary>
internal static class JournalStore
{
    public static async Task AppendInTx(CaseTransaction tx, string instanceId, IReadOnlyList<JournalEntry> entries, CancellationToken ct)
    {
        foreach (var entry in entries)
        {
            await tx.Command("""
                INSERT INTO workflow_journal (workflow_instance_id, sequence, at, activity_id, activity_instance_id, parent_activity_instance_id,
                    activity_type, activity_type_version, activity_name, node_id, event_name, message, payload)
                VALUES (@instance, @sequence, @at, @activity, @activityInstance, @parent, @type, @version, @name, @node, @event, @message, @payload)
                """)
                .With("@instance", instanceId).With("@sequence", entry.Sequence).With("@at", entry.Timestamp).With("@activity", entry.ActivityId)
                .With("@activityInstance", entry.ActivityInstanceId).With("@parent", entry.ParentActivityInstanceId).With("@type", entry.ActivityType)
                .With("@version", entry.ActivityTypeVersion).With("@name", entry.ActivityName).With("@node", entry.NodeId)
                .With("@event", entry.EventName).With("@message", entry.Message).With("@payload", entry.Payload?.ToJsonString())
                .ExecuteNonQueryAsync(ct);
        }
    }
}
