using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Forms;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Forms;

/// <summary>An association at work with the forms it really has.</summary>
internal sealed class FormScene : IAsyncDisposable
{
    private FormScene(TestStore data, WorkflowsCopy workflows, HostFactory host, Team team) => (Data, Workflows, Host, Team) = (data, workflows, host, team);

    public TestStore Data { get; }

    public WorkflowsCopy Workflows { get; }

    public HostFactory Host { get; }

    public Team Team { get; }

    public static async Task<FormScene> StartAsync(string association = "bakkah", Action<WorkflowsCopy>? edit = null)
    {
        var (data, workflows) = (new TestStore(), new WorkflowsCopy(association) { KeepsForms = true });
        edit?.Invoke(workflows);
        var host = new HostFactory { KeptData = data, WorkflowsFolder = workflows };
        return new(data, workflows, host, await Team.HireAsync(host, association));
    }

    /// <summary>A case whose task at that step is claimed by the role it is for; what comes before was filled in with the least there is.</summary>
    public async Task<(string Case, string Task)> ClaimedAtAsync(string step)
    {
        var id = await Team.OpenCaseAsync();
        foreach (var (before, role, action) in new[] { ("receive", Role.RelationsOfficer, "Received"), ("verify", Role.RelationsOfficer, "Verified"), ("declare", Role.RelationsOfficer, "Signed") }.TakeWhile(one => one.Item1 != step))
        {
            await DoAsync(id, before, role, action);
        }

        var task = await Team.TaskAtAsync(id, step);
        using var claimed = await Team.Officer.ClaimAsync(task);
        await claimed.OkAsync();
        return (id, task);
    }

    /// <summary>Completes a step with the least its form asks for.</summary>
    public async Task DoAsync(string caseId, string step, Role role, string action)
    {
        var form = await FormOfAsync(await Team.TaskAtAsync(caseId, step));
        await Team.DoAsync(caseId, step, role, action, data: SampleAnswers.For(form, action, DateOnly.FromDateTime(Host.Clock.GetUtcNow().Date)));
    }

    public async Task<Form> FormOfAsync(string task)
    {
        var row = await Host.LookAsync(context => context.UserTasks.SingleAsync(row => row.Id == task));
        return await Host.Services.GetRequiredService<FormCatalogue>().GetAsync(row.AssociationKey, row.Form!, row.FormVersion!, default);
    }

    /// <summary>The answers as the task keeps them.</summary>
    public async Task<JsonObject> KeptAsync(string task) => JsonNode.Parse((await Host.LookAsync(context => context.UserTasks.Where(row => row.Id == task).Select(row => row.Data).SingleAsync()))!)!.AsObject();

    /// <summary>What a refused completion says is wrong, field by field: <c>data.rent number-invalid</c>.</summary>
    public async Task<string[]> RefusedAsync(string task, string action, object? data, string? reason = null)
    {
        using var answer = await Team.Officer.CompleteAsync(task, new { action, data, reason });
        var problem = await answer.OkAsync(HttpStatusCode.UnprocessableEntity);
        return [.. Errors(problem).Select(error => $"{error.Field} {error.Code}")];
    }

    public static IEnumerable<(string Field, string Code, string Arabic, string English)> Errors(JsonElement problem) => problem.GetProperty("errors").EnumerateObject().SelectMany(field => field.Value.EnumerateArray()
        .Select(error => (field.Name, error.Text("code"), error.GetProperty("message").Text("arabic"), error.GetProperty("message").Text("english"))));

    public async ValueTask DisposeAsync()
    {
        Team.Dispose();
        await Host.DisposeAsync();
        Workflows.Dispose();
        Data.Dispose();
    }
}
