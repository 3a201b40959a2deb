using CaseWorkflows.Activities.Rehearsals;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Rehearsals;

/// <summary>What an association's own newest cases tell: how often they come, who works on them, and how each step turns out.</summary>
internal sealed class ObservedCases(IDbContextFactory<CaseDbContext> contexts, TimeProvider clock)
{
    private const int NewestCases = 300;
    private const int EnoughAnswers = 30;
    private const int EnoughCases = 10;
    private static readonly TimeSpan Lately = TimeSpan.FromDays(90);

    /// <summary>The assumptions with everything replaced that is known better. No names, no single case: counts only.</summary>
    public async Task<RehearsalAssumptions> OfAsync(Association association, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var people = await context.StaffRoles.Where(row => row.AssociationKey == association.Key).GroupBy(row => row.Role)
            .Select(held => new { held.Key, Count = held.Count() }).ToListAsync(ct);
        var closed = context.Cases.Where(row => row.AssociationKey == association.Key && row.ClosedAt != null).OrderByDescending(row => row.OpenedAt).Take(NewestCases);
        var answers = await (
            from row in closed
            join task in context.UserTasks on row.WorkflowInstanceId equals task.WorkflowInstanceId
            where task.Status == UserTaskStatus.Completed && task.Action != null
            group task by new { task.ActivityType, task.Action } into same
            select new { same.Key.ActivityType, same.Key.Action, Count = same.Count() }).ToListAsync(ct);

        var steps = new Dictionary<string, StepAssumption>(RehearsalAssumptions.Usual, StringComparer.Ordinal);
        foreach (var step in answers.GroupBy(answer => answer.ActivityType, StringComparer.Ordinal).Where(step => step.Sum(answer => answer.Count) >= EnoughAnswers))
        {
            steps[step.Key] = steps.GetValueOrDefault(step.Key, RehearsalAssumptions.OrdinaryStep) with { Outcomes = step.ToDictionary(answer => answer.Action!, answer => (double)answer.Count, StringComparer.Ordinal) };
        }

        return new RehearsalAssumptions
        {
            People = people.ToDictionary(role => role.Key, role => role.Count, StringComparer.Ordinal),
            Steps = steps,
            Channels = [.. association.Profile.Channels.Select(channel => channel.Key)],
            Services = [.. association.Profile.Services.Select(service => service.Key)],
            ArrivalsPerWorkingDay = await ArrivalsAsync(context, association, ct) ?? new RehearsalAssumptions().ArrivalsPerWorkingDay,
        };
    }

    private async Task<double?> ArrivalsAsync(CaseDbContext context, Association association, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var from = now - Lately;
        var opened = await context.Cases.CountAsync(row => row.AssociationKey == association.Key && row.OpenedAt >= from, ct);
        var hours = OfficeHours.Of(association.Profile.Calendar);
        return opened >= EnoughCases ? opened / Math.Max(1, hours.Between(from, now) / hours.Day) : null;
    }
}
