using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Activities.Tests.Runs;

namespace CaseWorkflows.Activities.Tests.Procedures;

/// <summary>Whatever people and the clock do in whatever order, a case is never stuck and never closed twice.</summary>
public sealed class RandomWalkTests
{
    private const int Walks = 300;

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void No_order_of_answers_and_alarms_gets_a_case_stuck(string key)
    {
        var graph = ProcedureFile.Graph(key);
        for (var seed = 0; seed < Walks; seed++)
        {
            var run = ProcedureRun.Start(graph);
            var walk = new RandomWalk(run, new Random(seed));
            try
            {
                walk.Walk(steps: 60);
                walk.GoHome();
                run.AssertClosed(Assert.Single(run.All<CaseClosed>()).Result);
            }
            catch (Exception e)
            {
                Assert.Fail($"{key}, seed {seed}: {walk.Trail}{Environment.NewLine}{e.Message}{Environment.NewLine}{e.StackTrace}");
            }
        }
    }
}
