using System.Collections.Concurrent;
using System.Text;
using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Execution;
using CaseWorkflows.Engine.State;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Drawing;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Workflows;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.CasePages;

/// <summary>What is read of a case's procedure for its page.</summary>
/// <param name="Definition">The version it runs on; null when it cannot be read.</param>
/// <param name="Version">Its number.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Progress">Where it was.</param>
/// <param name="Since">When each step was first reached.</param>
internal sealed record CaseCourse(WorkflowDefinition? Definition, int Version, WorkflowState State, CaseProgress Progress, IReadOnlyDictionary<string, DateTimeOffset> Since)
{
    /// <summary>The step with that id; null for one inside another, and for one of an earlier version.</summary>
    public ActivityDefinition? Step(string? id) => id is null ? null : Definition?.Root.Activities.FirstOrDefault(activity => activity.Id == id);
}

/// <summary>Reads a case's way through its procedure from the engine's journal and state, and draws it.</summary>
internal sealed class CaseMap(DefinitionCatalogue definitions, IDbContextFactory<CaseDbContext> contexts)
{
    // A version a case runs on never changes.
    private readonly ConcurrentDictionary<string, WorkflowDefinition?> _versions = new(StringComparer.Ordinal);

    public async Task<CaseCourse> ReadAsync(string instanceId, string versionId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var instance = await context.Instances.Where(row => row.Id == instanceId).Select(row => new { row.State, row.Version }).SingleAsync(ct);
        var bursts = await context.Journal.Where(row => row.WorkflowInstanceId == instanceId).OrderBy(row => row.Revision).ToListAsync(ct);
        var state = WorkflowStateJson.FromUtf8(instance.State);
        var journal = await InstanceJournal.ReadAsync(bursts, instanceId, versionId, definitions, ct);
        return new(
            await DefinitionAsync(context, versionId, ct), instance.Version, state, ProgressOf(journal, state),
            journal.GroupBy(entry => entry.ActivityId, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Timestamp, StringComparer.Ordinal));
    }

    /// <summary>Null when the version cannot be drawn.</summary>
    public static MapShown? Draw(CaseCourse course, AssociationWords words, string language)
        => course.Definition is null ? null : Draw(course.Definition, course.Version, course.Progress, course.Since, words, language);

    /// <inheritdoc cref="Draw(CaseCourse, AssociationWords, string)"/>
    public static MapShown? Draw(WorkflowDefinition definition, int version, CaseProgress progress, IReadOnlyDictionary<string, DateTimeOffset> since, AssociationWords words, string language)
    {
        if (definition.Root.Activities.Count == 0)
        {
            return null;
        }

        string Label(ActivityDefinition activity) => CaseNaming.Step(activity, words).In(language);
        var drawing = new ProcedureDrawing(definition, language, mirrored: language == "ar", Label).Draw(onlyPath: true, progress: progress);
        return new(drawing, [.. definition.Root.Activities.Select(activity => new StepShown(
            Label(activity), progress.Of(activity.Id), progress.Of(activity.Id) != StepMark.None && since.TryGetValue(activity.Id, out var first) ? first : null))], version);
    }

    internal static CaseProgress ProgressOf(IReadOnlyList<JournalEntry> journal, WorkflowState state) => ProgressOf(StepsOfBurst.Of(journal, state));

    /// <summary>A step that failed is marked so, also when it waits beside that.</summary>
    internal static CaseProgress ProgressOf(StepsMoved steps)
    {
        var marks = new Dictionary<string, StepMark>(StringComparer.Ordinal);
        foreach (var (mark, marked) in new[] { (StepMark.Reached, steps.Reached), (StepMark.Current, steps.Waiting), (StepMark.Failed, steps.Failed) })
        {
            foreach (var step in marked)
            {
                marks[step] = mark;
            }
        }

        return new(marks, steps.Taken.ToHashSet());
    }

    /// <summary>A version as it was published; null when it cannot be read.</summary>
    public async Task<WorkflowDefinition?> DefinitionAsync(CaseDbContext context, string versionId, CancellationToken ct)
    {
        if (_versions.TryGetValue(versionId, out var known))
        {
            return known;
        }

        var parse = WorkflowDefinition.Parse(Encoding.UTF8.GetBytes(await context.Definitions.Where(row => row.Id == versionId).Select(row => row.Json).SingleAsync(ct)));
        return _versions.GetOrAdd(versionId, parse.Succeeded ? parse.Definition : null);
    }
}
