using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Audit;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Replays;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static CaseWorkflows.Host.Tests.WorkflowsCopy.Procedure;

namespace CaseWorkflows.Host.Tests.CaseMigrations;

public sealed class WhenRunningCasesAreMigrated
{
    [Fact]
    public async Task They_go_on_with_the_new_version_from_where_they_stand_and_finish_on_it()
    {
        await using var scene = await MigrationScene.SetAsync(AtThreeSteps, ThanksAfterVerifyingAndThreeWeeks);
        var untouched = await scene.PreviewAsync();
        Assert.Equal((2, 1, 0), (untouched.GetProperty("moves").GetInt32(), untouched.GetProperty("passesOver").GetInt32(), untouched.GetProperty("stays").GetInt32()));

        var standing = await scene.MigrateAsync(passesOver: true);

        Assert.True(standing.GetProperty("isDone").GetBoolean());
        Assert.Equal(3, standing.GetProperty("counts").GetProperty("moved").GetInt32());
        foreach (var id in scene.Cases.Values)
        {
            Assert.Equal(MigrationScene.NewVersion, (await scene.Team.Officer.CaseAsync(id)).Text("definitionVersion"));
        }

        // One that has not been there yet meets the new step and the new floor; one that is under study keeps the floor it was told.
        await scene.Team.DoAsync(scene.Cases["verify"], "verify", Role.RelationsOfficer, "Verified");
        await scene.Host.SettleAsync();
        Assert.Contains("BeneficiaryNotified", await scene.Team.ActionsAsync(scene.Cases["verify"]));
        await scene.Host.PassTimeAsync(TimeSpan.FromDays(14));
        await scene.Team.DoAsync(scene.Cases["committee"], "committee", Role.CommitteeMember, "Approved");
        await scene.Team.DoAsync(scene.Cases["committee"], "register", Role.RegistrationClerk, "Registered");
        await scene.Team.DoAsync(scene.Cases["committee"], "deliver", Role.ServiceProvider, "Delivered");
        await scene.Team.DoAsync(scene.Cases["committee"], "survey", Role.RelationsOfficer, "Answered", data: new { score = 5 });

        Assert.Equal("Closed", (await scene.Team.Officer.CaseAsync(scene.Cases["committee"])).Text("stage"));
        await NothingIsWrongAsync(scene);
    }

    [Fact]
    public async Task Each_has_one_event_in_its_history_that_says_what_was_passed_over()
    {
        await using var scene = await MigrationScene.SetAsync(AtThreeSteps, ThanksAfterVerifyingAndThreeWeeks);

        await scene.MigrateAsync(passesOver: true);

        var moved = Assert.Single(await scene.Team[Role.RelationsSupervisor].HistoryAsync(scene.Cases["committee"]), line => line.Text("action") == "CaseMigrated");
        Assert.Equal(("the committee takes longer", MigrationScene.NewVersion, scene.Team[Role.ProcessDesigner].Id), (moved.Text("reason"), moved.Text("definitionVersion"), moved.Text("actor")));
        Assert.Equal("thanks", Assert.Single(moved.GetProperty("data").GetProperty("passedOver").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task Those_that_would_pass_over_a_step_stay_unless_that_was_allowed()
    {
        await using var scene = await MigrationScene.SetAsync(AtThreeSteps, ThanksAfterVerifyingAndThreeWeeks);

        var standing = await scene.MigrateAsync();

        var stayed = Assert.Single(standing.GetProperty("cases").EnumerateArray(), item => item.Text("status") == "stayed");
        Assert.Equal((scene.Cases["committee"], "passes-over"), (stayed.Text("caseId"), stayed.Text("code")));
        Assert.Equal("natiq-procedure-v1", (await scene.Team.Officer.CaseAsync(scene.Cases["committee"])).Text("definitionVersion"));
    }

    [Fact]
    public async Task Taken_back_they_are_what_they_were_to_the_byte_and_finish_the_old_way()
    {
        await using var scene = await MigrationScene.SetAsync(AtThreeSteps, ThanksAfterVerifyingAndThreeWeeks);
        var before = await Task.WhenAll(scene.Cases.Keys.Select(scene.DumpAsync));
        var id = (await scene.MigrateAsync(passesOver: true)).Text("id");
        Assert.NotEqual(before, await Task.WhenAll(scene.Cases.Keys.Select(scene.DumpAsync)));

        var standing = await scene.UndoAsync(id);

        Assert.Equal(3, standing.GetProperty("counts").GetProperty("undone").GetInt32());
        Assert.Equal(before, await Task.WhenAll(scene.Cases.Keys.Select(scene.DumpAsync)));
        await scene.Team.DoAsync(scene.Cases["verify"], "verify", Role.RelationsOfficer, "Verified");
        Assert.DoesNotContain("BeneficiaryNotified", await scene.Team.ActionsAsync(scene.Cases["verify"]));
        Assert.Contains("CaseMigrationUndone", await scene.Team.ActionsAsync(scene.Cases["verify"]));
        await NothingIsWrongAsync(scene);
    }

    [Fact]
    public async Task One_that_has_moved_on_is_not_taken_back()
    {
        await using var scene = await MigrationScene.SetAsync(AtThreeSteps, ThanksAfterVerifyingAndThreeWeeks);
        var id = (await scene.MigrateAsync()).Text("id");
        await scene.Team.DoAsync(scene.Cases["receive"], "receive", Role.RelationsOfficer, "Received");

        var standing = await scene.UndoAsync(id);

        Assert.Equal((1, 1), (standing.GetProperty("counts").GetProperty("movedOn").GetInt32(), standing.GetProperty("counts").GetProperty("undone").GetInt32()));
        Assert.Equal(MigrationScene.NewVersion, (await scene.Team.Officer.CaseAsync(scene.Cases["receive"])).Text("definitionVersion"));
        using var again = await scene.Team[Role.ProcessDesigner].Client.PostAsJsonAsync($"/api/v1/migrations/{id}/undo", new { });
        await again.IsProblemAsync(409, "nothing-to-undo");
    }

    [Fact]
    public async Task A_case_whose_open_step_is_gone_stays_until_the_designer_says_what_became_of_it()
    {
        await using var scene = await MigrationScene.SetAsync(AtThreeSteps, procedure =>
        {
            // Taken out and drawn anew: another id, and two of a kind, so that nobody can guess.
            procedure.Add("check", "CaseWorkflows.VerifyInformation");
            procedure.Activity("verify")["id"] = "check-twice";
            foreach (var line in procedure.Connections)
            {
                Rename(line!["source"]!, "verify", "check-twice");
                Rename(line["target"]!, "verify", "check-twice");
            }

            procedure.Redirect("receive", "Received", "check");
            procedure.Connect("check", "Verified", "check-twice");
        });
        var preview = await scene.PreviewAsync();
        var stuck = Assert.Single(preview.GetProperty("cases").EnumerateArray(), item => item.Text("verdict") == "stays");
        Assert.Equal((scene.Cases["verify"], "step-gone"), (stuck.Text("caseId"), stuck.Text("code")));
        Assert.Equal(JsonValueKind.Null, Assert.Single(stuck.GetProperty("steps").EnumerateArray()).GetProperty("becomesId").ValueKind);

        var map = new Dictionary<string, string> { ["verify"] = "check" };
        Assert.Equal(0, (await scene.PreviewAsync(map)).GetProperty("stays").GetInt32());
        await scene.MigrateAsync(passesOver: true, map);

        Assert.Equal(["check"], await scene.Team.OpenStepsAsync(scene.Cases["verify"]));
        await TheViewerStillTellsWhatHappenedAsync(scene, scene.Cases["verify"]);
        await scene.Team.DoAsync(scene.Cases["verify"], "check", Role.RelationsOfficer, "Verified");
        Assert.Equal(["check-twice"], await scene.Team.OpenStepsAsync(scene.Cases["verify"]));
        await NothingIsWrongAsync(scene);
    }

    [Fact]
    public async Task A_preview_writes_nothing_and_says_what_is_left_of_the_timers()
    {
        await using var scene = await MigrationScene.SetAsync(AtThreeSteps, ThanksAfterVerifyingAndThreeWeeks);
        await using var snapshot = await Snapshot.TakeAsync(scene.Host);

        var study = Assert.Single((await scene.PreviewAsync()).GetProperty("cases").EnumerateArray(), item => item.Text("caseId") == scene.Cases["committee"]);

        Assert.NotEmpty(study.GetProperty("timers").EnumerateArray());
        Assert.Equal("committee", Assert.Single(study.GetProperty("steps").EnumerateArray()).Text("becomesId"));
        Assert.Single(study.GetProperty("passedOver").EnumerateArray());
        await snapshot.NothingWasWrittenAsync();
    }

    [Fact]
    public async Task What_cannot_be_asked_is_refused_and_the_same_operation_begins_once()
    {
        await using var scene = await MigrationScene.SetAsync(AtThreeSteps, ThanksAfterVerifyingAndThreeWeeks);
        using var stranger = await scene.Host.EmployAsync(("maman", Role.ProcessDesigner));
        using var noReason = await scene.BeginAsync(new { toVersionId = MigrationScene.NewVersion, reason = " " });
        using var noVersion = await scene.BeginAsync(new { toVersionId = "maman-procedure-v1", reason = "x" });
        using var auditor = await scene.Team[Role.Auditor].Client.PostAsJsonAsync("/api/v1/definitions/natiq-procedure/migrations", new { toVersionId = MigrationScene.NewVersion, reason = "x" });
        using var foreign = await stranger.Client.PostAsJsonAsync("/api/v1/definitions/natiq-procedure/migrations/preview", new { toVersionId = MigrationScene.NewVersion });
        await noReason.IsProblemAsync(422, "reason-required");
        await noVersion.IsProblemAsync(404, "no-such-version");
        await auditor.IsProblemAsync(403, "role-required");
        await foreign.IsProblemAsync(404, "no-such-version");

        var request = new { toVersionId = MigrationScene.NewVersion, reason = "x", operationId = "once" };
        using var first = await scene.BeginAsync(request);
        using var second = await scene.BeginAsync(request);
        var id = (await first.OkAsync(HttpStatusCode.Accepted)).Text("id");
        Assert.Equal(id, (await second.OkAsync(HttpStatusCode.Accepted)).Text("id"));
        Assert.Equal((3, 0), (await scene.DrainAsync(), await scene.DrainAsync()));
        using var hidden = await stranger.Client.GetAsync($"/api/v1/migrations/{id}");
        await hidden.IsProblemAsync(404, "no-such-migration");
    }

    private static async Task AtThreeSteps(Team team, Dictionary<string, string> cases)
    {
        cases["receive"] = await team.OpenCaseAsync();
        cases["verify"] = await team.OpenCaseAsync();
        await team.DoAsync(cases["verify"], "receive", Role.RelationsOfficer, "Received");
        cases["committee"] = await team.BringToCommitteeAsync();
    }

    private static void ThanksAfterVerifyingAndThreeWeeks(WorkflowsCopy.Procedure procedure)
    {
        procedure.Add("thanks", "CaseWorkflows.NotifyBeneficiary", ("messageArabic", Literal("String", "شكرًا لكم")), ("messageEnglish", Literal("String", "Thank you")));
        procedure.Redirect("verify", "Verified", "thanks");
        procedure.Connect("thanks", "Done", "declare");
        procedure.Set("committee", "minimumPeriod", "TimeSpan", "21.00:00:00");
    }

    private static void Rename(System.Text.Json.Nodes.JsonNode end, string from, string to)
    {
        if ((string?)end["activity"] == from)
        {
            end["activity"] = to;
        }
    }

    private static async Task TheViewerStillTellsWhatHappenedAsync(MigrationScene scene, string caseId)
    {
        await using var context = await scene.Host.Services.GetRequiredService<IDbContextFactory<CaseDbContext>>().CreateDbContextAsync();
        var instance = await context.Instances.Where(row => row.CaseId == caseId).Select(row => row.Id).SingleAsync();
        using var answer = await scene.Team[Role.Auditor].Client.PostAsJsonAsync($"/elsa/api/workflow-instances/{instance}/journal?skip=0&take=200", new { filter = new { } });
        var steps = (await answer.OkAsync()).GetProperty("items").EnumerateArray().Select(entry => entry.Text("activityId")).ToList();
        Assert.Contains("receive", steps);
        Assert.Contains("verify", steps); // as it was called then
    }

    private static async Task NothingIsWrongAsync(MigrationScene scene)
    {
        Assert.Empty((await scene.Host.Services.GetRequiredService<HistoryAudit>().VerifyAsync(default)).Broken);
        await using var context = await scene.Host.Services.GetRequiredService<IDbContextFactory<CaseDbContext>>().CreateDbContextAsync();
        foreach (var instance in await context.Instances.Select(row => row.Id).ToListAsync())
        {
            Assert.Empty((await scene.Host.Services.GetRequiredService<InstanceReplays>().DifferencesAsync(instance, default))!);
        }
    }
}
