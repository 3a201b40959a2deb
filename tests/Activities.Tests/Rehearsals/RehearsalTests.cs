using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Activities.Rehearsals;
using CaseWorkflows.Activities.Tests.Runs;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Graphs;

namespace CaseWorkflows.Activities.Tests.Rehearsals;

public sealed class RehearsalTests
{
    private static readonly RehearsalAssumptions Some = new() { Cases = 120, ArrivalsPerWorkingDay = 6 };

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void Every_case_of_every_procedure_comes_to_an_end_and_none_sooner_than_the_floor_allows(string key)
    {
        var result = Play(key, Some);

        Assert.Empty(result.Troubles);
        Assert.Equal((0, Some.Cases), (result.Unfinished, result.Ends.Sum(end => end.Cases)));
        Assert.Equal("Served", result.Ends[0].Result);
        Assert.Equal(Some.Cases, result.LeadTime!.Weeks.Sum());
        Assert.True(result.Paths[0].Median >= TimeSpan.FromDays(14), $"The usual way took {result.Paths[0].Median}.");
        Assert.All(result.Roles, role => Assert.InRange(role.Busy, 0, 1));
        Assert.True(result.Paths.Sum(path => path.Cases) <= Some.Cases);
    }

    [Fact]
    public void The_same_seed_gives_the_same_figures_and_another_seed_others()
    {
        Assert.Equal(Text(Play("bakkah", Some)), Text(Play("bakkah", Some)));
        Assert.NotEqual(Text(Play("bakkah", Some)), Text(Play("bakkah", Some with { Seed = 2 })));
    }

    [Fact]
    public void A_longer_floor_makes_the_same_cases_wait_longer_and_changes_nothing_about_how_they_end()
    {
        var (present, draft) = (Play("bakkah", Some), Play("bakkah", Some, json => json.Set("committee", "minimumPeriod", "21.00:00:00")));

        Assert.InRange(draft.LeadTime!.Median - present.LeadTime!.Median, TimeSpan.FromDays(5), TimeSpan.FromDays(9));
        Assert.Equal(present.Ends, draft.Ends);
        Assert.Equal(present.DifferentPaths, draft.DifferentPaths);
    }

    [Fact]
    public void Fewer_people_let_tasks_wait_and_are_busier()
    {
        var (few, many) = (Officers(1), Officers(4));

        Assert.True(few.MeanWait > many.MeanWait, $"{few.MeanWait} and {many.MeanWait}");
        Assert.True(few.Busy > many.Busy, $"{few.Busy} and {many.Busy}");

        static RoleLoad Officers(int people) => Play("bakkah", Some with { ArrivalsPerWorkingDay = 8, People = new Dictionary<string, int>(StringComparer.Ordinal) { ["relations-officer"] = people, ["branch-delegate"] = 0 } })
            .Roles.Single(role => role.Role == "relations-officer");
    }

    [Fact]
    public void A_task_nobody_may_do_leaves_its_cases_standing_and_says_where()
    {
        var nobody = Some with { People = new Dictionary<string, int>(StringComparer.Ordinal) { ["registration-clerk"] = 0 } };

        var result = Play("bakkah", nobody);

        Assert.True(result.Unfinished > 0);
        Assert.Equal(("register", result.Unfinished), (Assert.Single(result.Troubles).ActivityId, result.Troubles[0].Cases));
    }

    [Fact]
    public void A_step_that_fails_is_named_with_how_many_cases_it_stops()
    {
        var result = Play("bakkah", Some with { Cases = 20 }, json => json.Set("deliver", "title", "missing.member", "JavaScript"));

        Assert.Equal("deliver", Assert.Single(result.Troubles).ActivityId);
        Assert.Equal(result.Unfinished, result.Troubles[0].Cases);
    }

    [Fact]
    public void A_circle_that_never_ends_is_given_up()
    {
        var always = Some with
        {
            Steps = new Dictionary<string, StepAssumption>(RehearsalAssumptions.Usual, StringComparer.Ordinal)
            {
                ["CaseWorkflows.ReceiveBeneficiary"] = Always("Received", "Withdrawn"),
                ["CaseWorkflows.VerifyInformation"] = Always("Incomplete", "Verified", "Unclear"),
            },
        };

        var result = Play("bakkah", always with { Cases = 5 });

        Assert.Equal(5, result.Unfinished);
        Assert.Null(result.LeadTime);

        static StepAssumption Always(string outcome, params string[] never)
            => new(TimeSpan.FromMinutes(5), TimeSpan.Zero, never.ToDictionary(name => name, _ => 0.0, StringComparer.Ordinal).Append(new(outcome, 1)).ToDictionary(StringComparer.Ordinal));
    }

    [Fact]
    public void A_rehearsal_nobody_waits_for_any_more_stops()
    {
        using var gone = new CancellationTokenSource();
        gone.Cancel();

        Assert.Throws<OperationCanceledException>(() => Play("bakkah", Some, ct: gone.Token));
    }

    private static RehearsalResult Play(string key, RehearsalAssumptions assume, Action<JsonObject>? change = null, CancellationToken ct = default)
    {
        var json = (JsonObject)JsonNode.Parse(ProcedureFile.Bytes(key))!;
        change?.Invoke(json);
        return Rehearsal.Run(ProcedureFile.Graph(key, change), WorkflowDefinition.Parse(json).Definition!, OfficeHours.Of(WorkingCalendar.Saudi), assume, ProcedureRun.Opening, ct);
    }

    private static string Text(RehearsalResult result) => JsonSerializer.Serialize(result);
}
