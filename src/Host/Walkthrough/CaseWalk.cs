using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.Forms;
using CaseWorkflows.Host.Intake;
using CaseWorkflows.Host.Outbox;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Tasks;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Walkthrough;

/// <summary>Does what the people of an association would do with one case, each in their own role, on a clock that is moved by hand.</summary>
internal sealed class CaseWalk(IServiceProvider services, SteppedClock clock, Association association, Func<Role, string> personIn)
{
    private readonly IDbContextFactory<CaseDbContext> _contexts = services.GetRequiredService<IDbContextFactory<CaseDbContext>>();

    public string CaseId { get; private set; } = "";

    public async Task<Outcome<string>> OpenAsync(OpenCaseRequest request, CancellationToken ct)
    {
        var opened = await services.GetRequiredService<CaseIntake>().OpenAsync(association, request, ActorIn(Role.RelationsOfficer), ct);
        return opened.Map(answer => CaseId = JsonDocument.Parse(answer.Json).RootElement.GetProperty("id").GetString()!);
    }

    /// <summary>The task the case waits for; null when it waits for none.</summary>
    public async Task<UserTaskRow?> OpenTaskAsync(CancellationToken ct)
    {
        await using var context = await _contexts.CreateDbContextAsync(ct);
        return await context.UserTasks
            .Where(task => context.Cases.Any(row => row.Id == CaseId && row.WorkflowInstanceId == task.WorkflowInstanceId) && (task.Status == UserTaskStatus.Available || task.Status == UserTaskStatus.Claimed))
            .OrderBy(task => task.CreatedAt).FirstOrDefaultAsync(ct);
    }

    /// <summary>Claims the task in the first of its roles and completes it; where a committee votes, one more member does. A refusal leaves it claimed.</summary>
    public async Task<Outcome<string>> CompleteAsync(UserTaskRow task, string action, string? reason, JsonObject? data, CancellationToken ct)
    {
        if (await NextVoterAsync(task.Id, ct) is var (member, memberRole))
        {
            var ballot = new CompleteTaskRequest(action, null, reason, null, $"walk-{task.Id}-{member}-{clock.GetUtcNow().UtcTicks}");
            return (await services.GetRequiredService<TaskChanges>().CompleteAsync(CurrentCaller.SpokenFor(services, ActorOf(member, memberRole)), task.Id, ballot, ct)).Map(_ => action);
        }

        var role = Role.Find(TaskJson.Read<string>(task.CandidateRoles)[0])!;
        var caller = CurrentCaller.SpokenFor(services, ActorIn(role));
        var changes = services.GetRequiredService<TaskChanges>();
        var claimed = await changes.ClaimAsync(caller, task.Id, null, ct);
        if (claimed.Refusal is { } no)
        {
            return no;
        }

        var request = new CompleteTaskRequest(action, await FilledInAsync(task, action, data, ct), reason, claimed.Value.Revision, $"walk-{task.Id}-{action}-{clock.GetUtcNow().UtcTicks}");
        return (await changes.CompleteAsync(caller, task.Id, request, ct)).Map(_ => action);
    }

    /// <summary>The least the task's form asks for, under what the walk has to say itself.</summary>
    private async ValueTask<JsonObject?> FilledInAsync(UserTaskRow task, string action, JsonObject? data, CancellationToken ct)
    {
        if (task.FormVersion is not { } version)
        {
            return data;
        }

        var form = await services.GetRequiredService<FormCatalogue>().GetAsync(task.AssociationKey, task.Form!, version, ct);
        var answers = SampleAnswers.For(form, action, association.Profile.Calendar.DayOf(clock.GetUtcNow()));
        foreach (var (key, value) in data ?? [])
        {
            answers[key] = value?.DeepClone();
        }

        return answers;
    }

    /// <summary>Moves the clock and lets it do its part: what fell due fires, what waits to be sent is sent.</summary>
    public async Task PassUntilAsync(DateTimeOffset instant, CancellationToken ct)
    {
        var timers = services.GetRequiredService<TimerDispatcher>();
        while (await timers.NextDueAsync(ct) is { } due && due <= instant)
        {
            clock.MoveTo(due);
            await timers.FireDueAsync(due, ct);
        }

        clock.MoveTo(instant);
        await services.GetRequiredService<OutboxDispatcher>().DrainAsync(ct);
    }

    public async Task<List<Cases.CaseEventRow>> HistoryAsync(CancellationToken ct)
    {
        await using var context = await _contexts.CreateDbContextAsync(ct);
        return await context.CaseEvents.Where(row => row.CaseId == CaseId).OrderBy(row => row.Seq).ToListAsync(ct);
    }

    public async Task<(string Stage, string? Result, int Incidents)> StandingAsync(CancellationToken ct)
    {
        await using var context = await _contexts.CreateDbContextAsync(ct);
        var found = await (
            from row in context.Cases
            join instance in context.Instances on row.WorkflowInstanceId equals instance.Id
            where row.Id == CaseId
            select new { row.Stage, row.Result, instance.IncidentCount }).SingleAsync(ct);
        return (found.Stage, found.Result, found.IncidentCount);
    }

    /// <summary>The floor of a decision the committee has reached and the case waits for; null when it waits for none.</summary>
    public async Task<DateTimeOffset?> HeldUntilAsync(CancellationToken ct)
    {
        await using var context = await _contexts.CreateDbContextAsync(ct);
        return await context.Sittings.Where(row => row.CaseId == CaseId && row.DecidedAt != null && row.ReleasedAt == null).Select(row => (DateTimeOffset?)row.ReleasableAt).SingleOrDefaultAsync(ct);
    }

    /// <summary>Whoever of the committee votes next: the chair, then the others; null where one person decides.</summary>
    private async Task<(string Member, Role Role)?> NextVoterAsync(string taskId, CancellationToken ct)
    {
        await using var context = await _contexts.CreateDbContextAsync(ct);
        var next = await (
            from member in context.SittingMembers
            join person in context.Users on member.UserId equals person.Id
            where member.TaskId == taskId && !context.Votes.Any(vote => vote.TaskId == taskId && vote.MemberId == member.UserId)
            orderby member.IsChair descending, person.UserName descending
            select member).FirstOrDefaultAsync(ct);
        return next is null ? null : (next.UserId, next.IsChair ? Role.CommitteeChair : Role.CommitteeMember);
    }

    private Actor ActorIn(Role role) => ActorOf(personIn(role), role);

    private Actor ActorOf(string person, Role role) => new(person, association.Key, new HashSet<string>(StringComparer.Ordinal) { role.Key });
}
