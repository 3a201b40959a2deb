using System.Text.Json.Nodes;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Engine;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Workflows;

namespace CaseWorkflows.Host.Triggers;

/// <summary>Starts what triggers set off. Such an instance belongs to no case: it has a journal, and no history.</summary>
internal sealed class TriggeredWorkflows(AssociationRegistry associations, BurstRunner bursts)
{
    /// <summary>Starts one instance for each trigger of that hash.</summary>
    public async ValueTask StartAllInTx(
        CaseTransaction tx, string association, string hash, JsonObject input, string? correlationId, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var (version, activity) in await TriggerStore.FindInTx(tx, association, hash, ct))
        {
            await StartInTx(tx, association, version, new Stimulus.Start((JsonObject)input.DeepClone(), correlationId, activity), Actor.System(association), now, ct);
        }
    }

    /// <summary>Starts one instance and answers with it as its first burst left it.</summary>
    public async Task<CaseFile> StartInTx(
        CaseTransaction tx, string association, string version, Stimulus.Start stimulus, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var files = associations.Find(association) ?? throw new InvalidOperationException($"The files of {association} were not read.");
        var file = new CaseFile(null) { Association = association, DefinitionVersionId = version, InstanceId = Guid.CreateVersion7().ToString("N") };
        await bursts.StartInTx(tx, file, files, stimulus, actor, now, ct);
        return file;
    }
}
