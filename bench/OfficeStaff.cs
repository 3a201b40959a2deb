using System.Globalization;
using System.Text.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Intake;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tasks;
using CaseWorkflows.Host.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Bench;

/// <summary>People who work by <see cref="OfficeProcedure"/>, through the product's own services.</summary>
internal sealed class OfficeStaff(BenchHost host)
{
    private static int _people;

    private readonly CaseIntake _intake = host.Services.GetRequiredService<CaseIntake>();
    private readonly TaskChanges _tasks = host.Services.GetRequiredService<TaskChanges>();
    private readonly TaskQueries _inbox = host.Services.GetRequiredService<TaskQueries>();
    private readonly CaseQueries _cases = host.Services.GetRequiredService<CaseQueries>();
    private readonly Association _association = host.Services.GetRequiredService<AssociationRegistry>().Find(SevenTasks.Association)!;

    /// <summary>Somebody with one role.</summary>
    public CurrentCaller As(Role role, string? person = null)
        => CurrentCaller.SpokenFor(host.Services, Actor(role, person));

    /// <summary>Answers with the case's id.</summary>
    public async Task<string> OpenAsync(string name)
    {
        var mobile = string.Create(CultureInfo.InvariantCulture, $"05{Interlocked.Increment(ref _people):00000000}");
        var opened = await _intake.OpenAsync(_association, new OpenCaseRequest("interview", "support", new(name, Mobile: mobile)), Actor(Role.RelationsOfficer, null), default);
        return JsonDocument.Parse(opened.Value.Json).RootElement.GetProperty("id").GetString()!;
    }

    public async Task<string> OpenTaskOfAsync(string caseId)
        => (await _cases.FindAsync(As(Role.RelationsOfficer), caseId, null, default)).Value.OpenTasks[0].Id;

    public async Task ClaimAsync(string task, Role role, string person) => _ = (await _tasks.ClaimAsync(As(role, person), task, null, default)).Value;

    public async Task CompleteAsync(string task, Role role, string person)
        => _ = (await _tasks.CompleteAsync(As(role, person), task, new CompleteTaskRequest("Received", OperationId: task), default)).Value;

    /// <summary>Claims and completes the first steps of a case.</summary>
    public async Task DoAsync(string caseId, int steps, string person)
    {
        foreach (var (_, role) in OfficeProcedure.Steps.Take(steps))
        {
            var task = await OpenTaskOfAsync(caseId);
            await ClaimAsync(task, role, person);
            await CompleteAsync(task, role, person);
        }
    }

    public Task<Page<TaskView>> InboxAsync(CurrentCaller caller, TaskScope scope, int page, int size = 50) => _inbox.ListAsync(caller, scope, new InboxFilter(), Paging.Of(page, size), null, default);

    public Task<Page<CaseSummary>> CasesAsync(string? typed, int page = 1, string? stage = null)
        => _cases.ListAsync(As(Role.RelationsOfficer), new CaseFilter(null, stage, typed, Paging.Of(page, 50)), default);

    public async Task<int> HistoryAsync(string caseId) => (await _cases.HistoryAsync(As(Role.RelationsOfficer), caseId, default)).Value.Count;

    private static Actor Actor(Role role, string? person) => new(person ?? "bench-" + role.Key, SevenTasks.Association, new HashSet<string>(StringComparer.Ordinal) { role.Key });
}
