using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Execution;
using CaseWorkflows.Host.Workflows;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>The engine's technical record: what set a burst off and what it did, one row each.</summary>
internal static class JournalStore
{
    public static async ValueTask AppendInTx(
        CaseTransaction tx, string instanceId, int revision, DateTimeOffset at, Stimulus stimulus, IReadOnlyList<JournalEntry> entries, CancellationToken ct)
        => await tx.Command("INSERT INTO workflow_journal (workflow_instance_id, revision, at, stimulus, entries) VALUES (@instance, @revision, @at, @stimulus, @entries)")
            .With("@instance", instanceId).With("@revision", revision).With("@at", at).With("@stimulus", StimulusText.Write(stimulus))
            .With("@entries", JournalText.Write(instanceId, entries))
            .WriteAsync(ct);
}
