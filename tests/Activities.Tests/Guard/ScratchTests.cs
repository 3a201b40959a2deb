using System.Diagnostics;
using CaseWorkflows.Activities.Tests.Runs;
using CaseWorkflows.Engine.Exploration;
using Xunit.Abstractions;

namespace CaseWorkflows.Activities.Tests.Guard;

public sealed class ScratchTests(ITestOutputHelper output)
{
    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void Perf(string key)
    {
        for (var i = 0; i < 6; i++)
        {
            var watch = Stopwatch.StartNew();
            var graph = ProcedureFile.Graph(key);
            var compile = watch.Elapsed;
            var space = Explorer.Explore(graph);
            output.WriteLine($"{key} compile {compile.TotalMilliseconds:0.0} states {space.States.Count} edges {space.Edges.Count} steps {space.Steps} bounded {space.IsBounded} {watch.Elapsed.TotalMilliseconds:0.0} ms end {space.PathToEnd()?.Count} allCanEnd {Enumerable.Range(0, space.States.Count).All(space.CanEnd)}");
        }
    }
}
