using System.Net;
using System.Text.Json;
using CaseWorkflows.Cases.People;

namespace CaseWorkflows.Host.Tests.Staff;

/// <summary>The staff of one association, one person to each role.</summary>
internal sealed class Team : IDisposable
{
    private readonly Dictionary<string, Person> _byRole = new(StringComparer.Ordinal);

    private Team(string association) => Association = association;

    public string Association { get; }

    public Person this[Role role] => _byRole[role.Key];

    public Person Officer => this[Role.RelationsOfficer];

    public static async Task<Team> HireAsync(HostFactory host, string association)
    {
        var team = new Team(association);
        foreach (var role in Role.All)
        {
            team._byRole[role.Key] = await host.EmployAsync((association, role));
        }

        return team;
    }

    /// <summary>Step and status of every task open on a case, in the order of the steps' names.</summary>
    public async Task<string[]> OpenStepsAsync(string caseId) =>
        [.. (await Officer.CaseAsync(caseId)).GetProperty("openTasks").EnumerateArray().Select(task => task.Text("activityId")).Order(StringComparer.Ordinal)];

    /// <summary>What the history says happened, in order.</summary>
    public async Task<string[]> ActionsAsync(string caseId) => [.. (await Officer.HistoryAsync(caseId)).Select(line => line.Text("action"))];

    /// <summary>A case opened by the relations officer; answers with its id.</summary>
    public async Task<string> OpenCaseAsync(object? request = null)
    {
        using var answer = await Officer.OpenAsync(Association, request ?? Request.For(Somebody.New()));
        return (await answer.OkAsync(HttpStatusCode.Created)).Text("id");
    }

    /// <summary>The task open at a step of a case. Fails when there is none.</summary>
    public async Task<string> TaskAtAsync(string caseId, string activityId)
    {
        var open = (await Officer.CaseAsync(caseId)).GetProperty("openTasks").EnumerateArray().ToList();
        return Assert.Single(open, task => task.Text("activityId") == activityId).Text("id");
    }

    /// <summary>Claims and completes the task open at a step; answers with what completing it answered.</summary>
    public async Task<JsonElement> DoAsync(string caseId, string activityId, Role role, string action, string? reason = null, object? data = null)
    {
        var task = await TaskAtAsync(caseId, activityId);
        using var claimed = await this[role].ClaimAsync(task);
        await claimed.OkAsync();
        using var completed = await this[role].CompleteAsync(task, new { action, reason, data });
        return await completed.OkAsync();
    }

    /// <summary>Brings a new case to the committee.</summary>
    public async Task<string> BringToCommitteeAsync(object? request = null)
    {
        var id = await OpenCaseAsync(request);
        await DoAsync(id, "receive", Role.RelationsOfficer, "Received");
        await DoAsync(id, "verify", Role.RelationsOfficer, "Verified");
        await DoAsync(id, "declare", Role.RelationsOfficer, "Signed");
        if ((await Officer.CaseAsync(id)).GetProperty("openTasks").EnumerateArray().Any(task => task.Text("activityId") == "inform"))
        {
            await DoAsync(id, "inform", Role.RelationsOfficer, "Done");
        }

        return id;
    }

    public void Dispose()
    {
        foreach (var person in _byRole.Values)
        {
            person.Dispose();
        }
    }
}
