using System.Net.Http.Json;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Audit;
using CaseWorkflows.Host.CasePages;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Drawing;
using CaseWorkflows.Host.Tasks;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Audit;

/// <summary>From the events alone, at any moment of a case's life. That its end is what is stored holds for every case of every test (<see cref="PresentProof"/>).</summary>
public sealed class WhenThePastIsRebuilt
{
    [Theory]
    [InlineData("textile-sewing")]
    [InlineData("bakkah")]
    [InlineData("natiq")]
    [InlineData("maman")]
    [InlineData("awdat-sudair")]
    public async Task Case_tasks_and_map_stand_as_they_were_stored_then(string association)
    {
        await using var host = new HostFactory();
        using var team = await Team.HireAsync(host, association);
        var id = await team.OpenCaseAsync();
        var stored = new List<Moment>();
        async Task RememberAsync()
        {
            stored.Add(await MomentAsync(host, id));
            await host.PassTimeAsync(TimeSpan.FromMinutes(7));
        }

        await RememberAsync();
        foreach (var (step, action) in new[] { ("receive", "Received"), ("verify", "Verified"), ("declare", "Signed") })
        {
            var task = await team.TaskAtAsync(id, step);
            await (await team.Officer.ClaimAsync(task)).OkAsync();
            await RememberAsync();
            await (await team.Officer.CompleteAsync(task, new { action })).OkAsync();
            await RememberAsync();
        }

        await host.PassTimeAsync(TimeSpan.FromDays(3));
        await RememberAsync();
        await (await team[Role.RelationsSupervisor].Client.PostAsJsonAsync($"/api/v1/cases/{id}/cancel", new { reason = "Entered twice" })).OkAsync();
        await RememberAsync();

        var events = (await host.LookAsync(db => db.CaseEvents.AsNoTracking().Where(line => line.CaseId == id).OrderBy(line => line.Seq).ToListAsync())).ConvertAll(line => line.ToEvent());
        Assert.True(stored.Count >= 8);
        Assert.All(stored, then =>
        {
            var told = CaseAsOf.Of(events, then.At);
            Assert.Empty(PresentAudit.Between(told, then.Row, then.Tasks));
            Assert.Equal(PresentProof.Text(then.Progress), PresentProof.Text(CaseMap.ProgressOf(told.Steps)));
        });
        Assert.Equal(0, CaseAsOf.Of(events, stored[0].Row.OpenedAt - TimeSpan.FromTicks(1)).Seq);
    }

    [Theory]
    [InlineData("UPDATE cases SET stage = 'Delivery'", "stage", "Delivery", "Verification")]
    [InlineData("UPDATE cases SET registration_number = 'R-1'", "registration_number", "R-1", "–")]
    [InlineData("UPDATE user_tasks SET assignee = 'somebody' WHERE status = 'Available'", "task ", "Available, somebody", "Available, nobody")]
    [InlineData("DELETE FROM user_tasks WHERE status = 'Completed'", "task ", "–", "Completed")]
    public async Task Whoever_edits_what_is_stored_leaves_the_events_behind(string tampering, string what, string stored, string told)
    {
        await using var host = new HostFactory();
        using var team = await Team.HireAsync(host, "natiq");
        var id = await team.OpenCaseAsync();
        await team.DoAsync(id, "receive", Role.RelationsOfficer, "Received");
        host.Store.Tamper(tampering);

        var differences = new List<Difference>();
        await foreach (var difference in host.Services.GetRequiredService<PresentAudit>().FindAsync(default))
        {
            differences.Add(difference);
        }

        var only = Assert.Single(differences);
        Assert.StartsWith(what, only.What, StringComparison.Ordinal);
        Assert.StartsWith(stored, only.Stored, StringComparison.Ordinal);
        Assert.StartsWith(told, only.Told, StringComparison.Ordinal);
    }

    private static async Task<Moment> MomentAsync(HostFactory host, string id)
    {
        var row = await host.LookAsync(db => db.Cases.AsNoTracking().SingleAsync(one => one.Id == id));
        var tasks = await host.LookAsync(db => db.UserTasks.AsNoTracking().Where(one => one.CaseId == id).ToListAsync());
        var course = await host.Services.GetRequiredService<CaseMap>().ReadAsync(row.WorkflowInstanceId, row.DefinitionVersionId, default);
        return new(host.Clock.GetUtcNow(), row, tasks, course.Progress);
    }

    private sealed record Moment(DateTimeOffset At, CaseRow Row, IReadOnlyList<UserTaskRow> Tasks, CaseProgress Progress);
}
