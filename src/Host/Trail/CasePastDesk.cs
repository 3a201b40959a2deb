using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.CasePages;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Web.Pages;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Trail;

/// <summary>Shows a case as it stood after any of its events.</summary>
internal sealed class CasePastDesk(TracedEvents events, CaseMap map, StaffNames names, Reader reader, AssociationRegistry associations, IDbContextFactory<CaseDbContext> contexts)
{
    /// <summary>Null for a case without a history, and for an association that has left the folder.</summary>
    /// <param name="row">A case the reader may see whole.</param>
    /// <param name="seq">The event; null or too high for the newest.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<CasePast?> OfAsync(CaseRow row, long? seq, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var lines = await context.CaseEvents.AsNoTracking().Where(line => line.CaseId == row.Id).OrderBy(line => line.Seq).ToListAsync(ct);
        if (lines is not [.., var newest] || associations.Find(row.AssociationKey) is not { } association)
        {
            return null;
        }

        var shown = lines.FirstOrDefault(line => line.Seq == seq) ?? newest;
        var history = lines.ConvertAll(line => line.ToEvent());
        var (then, since) = Until(history, shown.Seq);
        var definition = then.DefinitionVersion is null ? null : await map.DefinitionAsync(context, then.DefinitionVersion, ct);
        var words = association.Profile.Words;
        LocalizedText? StepName(string? id, string? type) => definition?.Root.Activities.FirstOrDefault(step => step.Id == id) is { } step ? CaseNaming.Step(step, words) : type is null ? null : CaseNaming.Step(type, words);
        return new(row.Id, row.Number, row.AssociationKey)
        {
            Lines = await events.OfAsync(association, lines, new Dictionary<string, string>(StringComparer.Ordinal) { [row.Id] = row.Number }, StepName, ct),
            Seq = shown.Seq,
            At = shown.At,
            IsTold = CaseAsOf.IsTold(history),
            Stage = CaseNaming.Stage(then.Stage.ToString()),
            Result = CaseNaming.Result(then.Result?.ToString()),
            InformedAt = then.InformedAt,
            RegistrationNumber = then.RegistrationNumber,
            Tasks = await TasksAsync(then, StepName, ct),
            Map = definition is null ? null : CaseMap.Draw(definition, await VersionAsync(context, then.DefinitionVersion!, ct), CaseMap.ProgressOf(then.Steps), since, words, reader.Language),
        };
    }

    private async Task<IReadOnlyList<PastTask>> TasksAsync(CaseAsOf then, Func<string?, string?, LocalizedText?> stepName, CancellationToken ct)
    {
        var people = await names.OfAsync(then.Tasks.Values.Select(task => task.Condition.Assignee), ct);
        return [.. then.Tasks.Values.OrderBy(task => task.OpenedAt).ThenBy(task => task.Id, StringComparer.Ordinal).Select(task => new PastTask(
            stepName(task.ActivityId, task.ActivityType) ?? LocalizedText.Same(task.ActivityId ?? task.Id), "trail.task." + task.Condition.Status,
            task.Condition.Status is UserTaskStatus.Available or UserTaskStatus.Claimed, task.Condition.Assignee is { } holder ? people.GetValueOrDefault(holder) ?? LocalizedText.Same(holder) : null,
            task.Condition.Action is { } action ? CaseNaming.Outcome(task.ActivityType, action) : null, task.OpenedAt, task.Condition.DueAt))];
    }

    private static Task<int> VersionAsync(CaseDbContext context, string versionId, CancellationToken ct) => context.Definitions.Where(row => row.Id == versionId).Select(row => row.Version).SingleOrDefaultAsync(ct);

    /// <summary>How it stood after an event, and when each step was first reached by then.</summary>
    private static (CaseAsOf Then, IReadOnlyDictionary<string, DateTimeOffset> Since) Until(IReadOnlyList<CaseEvent> history, long seq)
    {
        var (then, since) = (CaseAsOf.Nothing, new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal));
        foreach (var line in history.TakeWhile(line => line.Seq <= seq))
        {
            then = then.After(line);
            foreach (var step in then.Steps.Reached)
            {
                since.TryAdd(step, line.At);
            }
        }

        return (then, since);
    }
}
