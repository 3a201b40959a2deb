using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.Committee;

/// <summary>A host whose committee votes, and the people of it: a chair and three members. Nobody else holds the role unless a test says so.</summary>
internal sealed class Sittings : IAsyncDisposable
{
    private readonly WorkflowsCopy _workflows;

    private Sittings(WorkflowsCopy workflows, HostFactory host, Team team) => (_workflows, Host, Team) = (workflows, host, team);

    public HostFactory Host { get; }

    public Team Team { get; }

    public string Association => Team.Association;

    public Person Chair => Team[Role.CommitteeChair];

    public Person First => Team[Role.CommitteeMember];

    public required Person Second { get; init; }

    public required Person Third { get; init; }

    public static async Task<Sittings> OpenAsync(string association = "natiq", Action<JsonObject>? rules = null, Action<WorkflowsCopy.Procedure>? procedure = null)
    {
        var workflows = new WorkflowsCopy(association) { KeepsCommittees = true };
        if (rules is not null)
        {
            workflows.EditProfile(association, profile => rules(profile["committees"]![0]!.AsObject()));
        }

        if (procedure is not null)
        {
            workflows.Edit(association, procedure);
        }

        var host = new HostFactory { WorkflowsFolder = workflows };
        var team = await Team.HireAsync(host, association);
        return new(workflows, host, team)
        {
            Second = await host.EmployAsync((association, Role.CommitteeMember)),
            Third = await host.EmployAsync((association, Role.CommitteeMember)),
        };
    }

    /// <summary>A case before the committee; its id and the task's.</summary>
    public async Task<(string Case, string Task)> BringAsync(object? request = null)
    {
        var id = await Team.BringToCommitteeAsync(request);
        return (id, await Team.TaskAtAsync(id, "committee"));
    }

    /// <summary>One of the people at a browser.</summary>
    public async Task<Visitor> VisitAsync(Person person)
    {
        var userName = await Host.LookAsync(db => db.Users.Where(row => row.Id == person.Id).Select(row => row.UserName!).SingleAsync());
        return await Visitor.SignedInAsync(Host, userName, person.Id);
    }

    public async Task<string> StageAsync(string caseId) => (await Team.Officer.CaseAsync(caseId)).Text("stage");

    public async ValueTask DisposeAsync()
    {
        Second.Dispose();
        Third.Dispose();
        Team.Dispose();
        await Host.DisposeAsync();
        _workflows.Dispose();
    }
}

/// <summary>What members do, each act one request.</summary>
internal static class Voting
{
    public static Task<HttpResponseMessage> VoteAsync(this Person person, string task, string choice, string? reason = null, string? operationId = null) =>
        person.Client.PostAsJsonAsync($"/api/v1/user-tasks/{task}/committee/vote", new { choice, reason, operationId });

    /// <summary>A vote that is taken; answers with the task.</summary>
    public static async Task<JsonElement> VotesAsync(this Person person, string task, string choice, string? reason = null)
    {
        using var answer = await person.VoteAsync(task, choice, reason);
        return await answer.OkAsync();
    }

    public static Task<HttpResponseMessage> RecuseAsync(this Person person, string task, string reason, string? member = null) =>
        person.Client.PostAsJsonAsync($"/api/v1/user-tasks/{task}/committee/recuse", new { reason, member });

    public static Task<HttpResponseMessage> ActAsync(this Person person, string task, string what, object? body = null) =>
        person.Client.PostAsJsonAsync($"/api/v1/user-tasks/{task}/committee/{what}", body ?? new { });

    public static Task<JsonElement> CommitteeAsync(this Person person, string task) => person.GetAsync($"/api/v1/user-tasks/{task}/committee");

    public static async Task<bool> IsOfferedAsync(this Person person, string task) => (await person.InboxAsync()).Any(offered => offered.Text("id") == task);
}
