using CaseWorkflows.Activities.Guard;
using CaseWorkflows.Activities.Tests.Runs;

namespace CaseWorkflows.Activities.Tests.Guard;

public sealed class CaseProspectTests
{
    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void From_everywhere_a_case_can_be_closed(string key)
    {
        var graph = ProcedureFile.Graph(key);
        var run = ProcedureRun.Start(graph);

        Assert.True(CaseProspect.Of(graph, run.State).AlwaysEnds);
        var atStudy = CaseProspect.Of(graph, run.ToStudy().State);
        Assert.True(atStudy.AlwaysEnds);
        Assert.Equal("committee", atStudy.WayOut![0].ActivityId);
        Assert.True(CaseProspect.Of(graph, run.Decide("Approved").State).AlwaysEnds);
    }

    [Fact]
    public void On_a_version_that_leads_nowhere_the_way_into_it_is_shown()
    {
        var run = ProcedureRun.Start("natiq").ToStudy();
        var other = ProcedureFile.Graph("natiq", json => new Mutants.Drawing(json).Reroute(new("deliver", "Delivered", "survey"), "tell-delay"));

        var prospect = CaseProspect.Of(other, run.State);

        Assert.False(prospect.AlwaysEnds);
        Assert.NotNull(prospect.WayOut); // by a rejection
        Assert.Equal(["committee", "register"], prospect.WayStuck!.Select(step => step.ActivityId));
        Assert.Null(prospect.WayUnclosed);
    }

    [Fact]
    public void A_version_without_the_step_a_case_stands_in_does_not_fit()
    {
        var run = ProcedureRun.Start("natiq").ToStudy();
        var other = ProcedureFile.Graph("natiq", json => new Mutants.Drawing(json).Drop("committee", "Approved"));

        Assert.False(CaseProspect.Of(other, run.State).Fits);
    }
}
