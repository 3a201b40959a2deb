using System.Globalization;
using System.Text.Json;
using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.NightWatch;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.Procedure;

/// <summary>How the applicant learns that the committee studies the request.</summary>
public enum Inform
{
    ByMessage,
    ByStaff,
}

public sealed class WhenACaseTravelsTheWholeProcedure(HostFactory host) : IClassFixture<HostFactory>
{
    [Theory]
    [InlineData("textile-sewing", Inform.ByMessage)]
    [InlineData("bakkah", Inform.ByMessage)]
    [InlineData("natiq", Inform.ByMessage)]
    [InlineData("maman", Inform.ByStaff)]
    [InlineData("awdat-sudair", Inform.ByMessage)]
    public async Task It_ends_served_with_every_step_on_record(string association, Inform inform)
    {
        using var team = await Team.HireAsync(host, association);
        var id = await team.OpenCaseAsync();
        Assert.Equal("Reception", (await team.Officer.CaseAsync(id)).Text("stage"));

        Assert.Equal("Verification", (await team.DoAsync(id, "receive", Role.RelationsOfficer, "Received")).Text("caseStage"));
        Assert.Equal("Declaration", (await team.DoAsync(id, "verify", Role.RelationsOfficer, "Verified")).Text("caseStage"));
        await team.DoAsync(id, "declare", Role.RelationsOfficer, "Signed");
        if (inform == Inform.ByStaff)
        {
            await host.PassTimeAsync(TimeSpan.FromHours(3));
            await team.DoAsync(id, "inform", Role.RelationsOfficer, "Done");
        }

        var informed = host.Clock.GetUtcNow();
        await TheCommitteeDecidesNoSoonerThanItsFloor(team, id, informed);
        Assert.Equal("Registration", (await team.Officer.CaseAsync(id)).Text("stage"));
        Assert.Equal("Delivery", (await team.DoAsync(id, "register", Role.RegistrationClerk, "Registered", data: new { registrationNumber = $"R-{association}" })).Text("caseStage"));
        Assert.Equal("Satisfaction", (await team.DoAsync(id, "deliver", Role.ServiceProvider, "Delivered")).Text("caseStage"));
        Assert.Equal("Closed", (await team.DoAsync(id, "survey", Role.RelationsOfficer, "Answered", data: new { score = 5 })).Text("caseStage"));
        await host.SettleAsync();

        await TheCaseTellsHowItEnded(team, id, informed);
        await TheHistoryIsWholeAndSealed(team, id, inform);
        await NothingIsLeftBehind(id);
        await TheApplicantWasToldOnce(id, inform);
        Assert.Empty(await NightShift.RoundAsync(host, repair: false));
    }

    [Fact]
    public async Task A_procedure_that_holds_an_early_decision_lets_it_go_at_the_floor_by_the_clock()
    {
        using var workflows = new WorkflowsCopy("bakkah");
        workflows.Edit("bakkah", procedure => procedure.Set("committee", "earlyDecision", "String", "Hold"));
        await using var holding = new HostFactory { WorkflowsFolder = workflows };
        using var team = await Team.HireAsync(holding, "bakkah");
        var id = await team.BringToCommitteeAsync();
        Assert.Equal("Study", (await team.DoAsync(id, "committee", Role.CommitteeMember, "Approved")).Text("caseStage"));
        Assert.Empty(await team.OpenStepsAsync(id));

        await holding.PassTimeAsync(TimeSpan.FromDays(14) - TimeSpan.FromTicks(1));
        Assert.Equal("Study", (await team.Officer.CaseAsync(id)).Text("stage"));
        await holding.PassTimeAsync(TimeSpan.FromTicks(1));

        Assert.Equal(["register"], await team.OpenStepsAsync(id));
        var lines = await team.Officer.HistoryAsync(id);
        Assert.Equal(team[Role.CommitteeMember].Id, lines.Single(line => line.Text("action") == "DecisionHeld").Text("actor"));
        Assert.Equal(Actor.SystemId, lines.Single(line => line.Text("action") == "DecisionReleased").Text("actor"));
    }

    [SqliteFact("Counted in SQLite's own log.")]
    public async Task Each_act_is_one_committed_transaction()
    {
        using var team = await Team.HireAsync(host, "natiq");
        var commits = new CommitLog(host.DataFolder);
        var id = "";
        Assert.Equal(1, await commits.CountAsync(async () => id = await team.OpenCaseAsync()));

        foreach (var (step, action) in new[] { ("receive", "Received"), ("verify", "Verified"), ("declare", "Signed") })
        {
            var task = await team.TaskAtAsync(id, step);
            Assert.Equal(1, await commits.CountAsync(async () => await (await team.Officer.ClaimAsync(task)).OkAsync()));
            Assert.Equal(1, await commits.CountAsync(async () => await (await team.Officer.CompleteAsync(task, new { action })).OkAsync()));
        }

        Assert.Equal(0, await commits.CountAsync(async () => (await team.Officer.CompleteAsync(await team.TaskAtAsync(id, "committee"), new { action = "Approved" })).Dispose()));
    }

    private async Task TheCommitteeDecidesNoSoonerThanItsFloor(Team team, string id, DateTimeOffset informed)
    {
        var chair = team[Role.CommitteeChair];
        var task = await team.TaskAtAsync(id, "committee");
        await (await chair.ClaimAsync(task)).OkAsync();
        using (var soon = await chair.CompleteAsync(task, new { action = "Approved" }))
        {
            var refusal = await soon.IsProblemAsync(409, "decision-too-early");
            Assert.Equal(informed + TimeSpan.FromDays(14), refusal.GetProperty("releasableAt").GetDateTimeOffset());
        }

        await host.PassTimeAsync(TimeSpan.FromDays(14) - TimeSpan.FromTicks(1));
        using var stillEarly = await chair.CompleteAsync(task, new { action = "Approved" });
        await stillEarly.IsProblemAsync(409, "decision-too-early");
        Assert.Equal("Study", (await team.Officer.CaseAsync(id)).Text("stage"));

        await host.PassTimeAsync(TimeSpan.FromTicks(1));
        await (await chair.CompleteAsync(task, new { action = "Approved" })).OkAsync();
    }

    private async Task TheCaseTellsHowItEnded(Team team, string id, DateTimeOffset informed)
    {
        var now = await team.Officer.CaseAsync(id);
        Assert.Equal(("Closed", "Served"), (now.Text("stage"), now.Text("result")));
        Assert.Equal($"R-{team.Association}", now.Text("registrationNumber"));
        Assert.Equal(5, now.GetProperty("satisfactionScore").GetInt32());
        Assert.Equal(informed, now.GetProperty("informedAt").GetDateTimeOffset());
        Assert.Equal(host.Clock.GetUtcNow(), now.GetProperty("closedAt").GetDateTimeOffset());
        Assert.Equal(0, now.GetProperty("incidentCount").GetInt32());
        Assert.Equal(0, now.GetProperty("openTasks").GetArrayLength());
    }

    private static async Task TheHistoryIsWholeAndSealed(Team team, string id, Inform inform)
    {
        var lines = await team.Officer.HistoryAsync(id);
        Assert.Equal(Enumerable.Range(1, lines.Count), lines.Select(line => line.GetProperty("seq").GetInt32()));
        Assert.Null(HashChain.Verify(lines.Select(line => EventOf(id, line))));
        Assert.All(lines, line => Assert.Equal($"{team.Association}-procedure-v1", line.Text("definitionVersion")));
        Assert.All(lines, line => Assert.Equal(ProcedureSteps.Find(line.Text("activityType"))!.About.Clause, line.GetProperty("clause").GetString()));

        var completed = lines.Where(line => line.Text("action") == "TaskCompleted").Select(line => (line.Text("activityId"), line.Text("actor"))).ToList();
        var (officer, chair) = (team.Officer.Id, team[Role.CommitteeChair].Id);
        Assert.Equal(
            [
                ("receive", officer), ("verify", officer), ("declare", officer), .. inform == Inform.ByStaff ? [("inform", officer)] : Array.Empty<(string, string)>(),
                ("committee", chair), ("register", team[Role.RegistrationClerk].Id), ("deliver", team[Role.ServiceProvider].Id), ("survey", officer),
            ],
            completed);
        Assert.Equal(("CaseOpened", officer), (lines[0].Text("action"), lines[0].Text("actor")));
        Assert.Equal(("CaseClosed", Actor.SystemId), (lines[^1].Text("action"), lines[^1].Text("actor")));
        Assert.Single(lines, line => line.Text("action") == "ApplicantInformed");
        Assert.Single(lines, line => line.Text("action") == "DecisionReleased");
    }

    private async Task NothingIsLeftBehind(string id)
    {
        var instance = await host.LookAsync(db => db.Instances.SingleAsync(row => row.CaseId == id));
        Assert.Equal(("Finished", "Finished"), (instance.Status, instance.SubStatus));
        Assert.False(await host.LookAsync(db => db.Bookmarks.AnyAsync(row => row.WorkflowInstanceId == instance.Id)));
        Assert.False(await host.LookAsync(db => db.Bookmarks.AnyAsync(row => row.WorkflowInstanceId == instance.Id)));
        Assert.Equal(0, await host.LookAsync(db => db.TaskCandidates.CountAsync(row => db.UserTasks.Any(task => task.Id == row.TaskId && task.CaseId == id))));
        Assert.All(await host.LookAsync(db => db.Outbox.Where(row => row.CaseId == id).ToListAsync()), row => Assert.Equal((1, true), (row.Attempts, row.DispatchedAt is not null)));
    }

    private async Task TheApplicantWasToldOnce(string id, Inform inform)
    {
        await host.SettleAsync();
        var told = await host.LookAsync(db => db.Messages.Where(row => row.CaseId == id && row.Kind == "beneficiary-message").ToListAsync());
        Assert.Equal(inform == Inform.ByStaff ? 0 : 1, told.Count);
        Assert.All(told, message => Assert.NotEqual(message.TextAr, message.TextEn));
        Assert.All(told, message => Assert.DoesNotContain("{", message.TextAr + message.TextEn, StringComparison.Ordinal));
    }

    internal static CaseEvent EventOf(string caseId, JsonElement line) => new()
    {
        CaseId = caseId,
        Seq = line.GetProperty("seq").GetInt64(),
        At = DateTimeOffset.Parse(line.Text("at"), CultureInfo.InvariantCulture),
        Actor = line.Text("actor"),
        OnBehalfOf = Optional(line, "onBehalfOf"),
        Action = line.Text("action"),
        ActivityType = Optional(line, "activityType"),
        ActivityId = Optional(line, "activityId"),
        Clause = Optional(line, "clause"),
        DefinitionVersion = Optional(line, "definitionVersion"),
        Reason = Optional(line, "reason"),
        Data = line.GetProperty("data") is { ValueKind: not JsonValueKind.Null } data ? data.GetRawText() : null,
        Role = Optional(line, "role"),
        Channel = Optional(line, "channel"),
        PreviousHash = line.Text("previousHash"),
        Hash = line.Text("hash"),
    };

    private static string? Optional(JsonElement line, string name) => line.GetProperty(name).GetString();
}
