using System.Runtime.CompilerServices;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Tasks;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Audit;

/// <summary>Something stored that a case's events tell otherwise.</summary>
/// <param name="CaseNumber">The case.</param>
/// <param name="What">The column, or the task and its column.</param>
/// <param name="Stored">What the database says.</param>
/// <param name="Told">What the events say.</param>
internal sealed record Difference(string CaseNumber, string What, string Stored, string Told);

/// <summary>
/// Rebuilds every case from its events and holds it against what is stored: whoever edits a case's row or a task leaves the events behind.
/// Histories that began before events told what moved are passed over (docs/adr/0030).
/// </summary>
internal sealed class PresentAudit(IDbContextFactory<CaseDbContext> contexts)
{
    private const int AtOnce = 200;

    public async IAsyncEnumerable<Difference> FindAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        for (var (last, more) = ("", true); more;)
        {
            var rows = await context.Cases.AsNoTracking().Where(row => row.Id.CompareTo(last) > 0).OrderBy(row => row.Id).Take(AtOnce).ToListAsync(ct);
            var ids = rows.ConvertAll(row => row.Id);
            var events = (await context.CaseEvents.AsNoTracking().Where(line => ids.Contains(line.CaseId)).ToListAsync(ct)).ToLookup(line => line.CaseId, StringComparer.Ordinal);
            var tasks = (await context.UserTasks.AsNoTracking().Where(task => ids.Contains(task.CaseId)).ToListAsync(ct)).ToLookup(task => task.CaseId, StringComparer.Ordinal);
            foreach (var row in rows)
            {
                var history = events[row.Id].OrderBy(line => line.Seq).Select(line => line.ToEvent()).ToList();
                if (CaseAsOf.IsTold(history))
                {
                    foreach (var difference in Between(CaseAsOf.Of(history), row, tasks[row.Id]))
                    {
                        yield return difference;
                    }
                }
            }

            (last, more) = (rows is [.., var end] ? end.Id : last, rows.Count == AtOnce);
        }
    }

    /// <summary>What is stored of a case against what its events tell, both of one moment.</summary>
    internal static IEnumerable<Difference> Between(CaseAsOf told, CaseRow row, IEnumerable<UserTaskRow> tasks)
    {
        var stored = tasks.ToDictionary(task => task.Id, ConditionOf, StringComparer.Ordinal);
        (string What, object? Stored, object? Told)[] pairs =
        [
            ("stage", row.Stage, told.Stage), ("result", row.Result, told.Result), ("definition_version_id", row.DefinitionVersionId, told.DefinitionVersion),
            ("closed_at", row.ClosedAt, told.ClosedAt), ("informed_at", row.InformedAt, told.InformedAt), ("registration_number", row.RegistrationNumber, told.RegistrationNumber),
            ("satisfaction_score", row.SatisfactionScore, told.SatisfactionScore),
            .. stored.Keys.Union(told.Tasks.Keys, StringComparer.Ordinal).Select(id => ($"task {id}", (object?)stored.GetValueOrDefault(id), (object?)told.Tasks.GetValueOrDefault(id)?.Condition)),
        ];
        return pairs.Select(pair => new Difference(row.Number, pair.What, Text(pair.Stored), Text(pair.Told))).Where(pair => pair.Stored != pair.Told);
    }

    private static TaskCondition ConditionOf(UserTaskRow task) => new(task.Status, task.Assignee, task.Action, task.DueAt, TaskJson.Read<string>(task.CandidateRoles));

    private static string Text(object? value) => value switch
    {
        null => "–",
        DateTimeOffset instant => CaseWorkflows.Cases.Calendars.Instant.ToText(instant),
        TaskCondition task => $"{task.Status}, {task.Assignee ?? "nobody"}, {task.Action ?? "no action"}, {Text(task.DueAt)}, {string.Join('+', task.Roles)}",
        _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value}"),
    };
}
