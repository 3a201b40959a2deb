using System.Diagnostics;
using System.Text.Json.Nodes;
using CaseWorkflows.Activities.Tasks;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Bench;

/// <summary>The interpreter by itself: what a burst costs before anything is written.</summary>
internal static class EngineOnly
{
    public static string Measure(WorkflowGraph graph, int rounds)
    {
        var now = new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
        var (steps, step, json, allocated) = (0, 0L, 0L, 0L);
        for (var round = 0; round < rounds; round++)
        {
            var state = Interpreter.Step(graph, WorkflowState.New("bench", graph, now), new Stimulus.Start(new JsonObject { ["CaseId"] = "bench" }), now).State;
            while (state.Bookmarks.Count > 0)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var started = Stopwatch.GetTimestamp();
                var result = Interpreter.Step(graph, state, new Stimulus.ResumeBookmark(state.Bookmarks[0].Id, new TaskAnswer("Received", "bench", null, null).ToInput()), now);
                var stepped = Stopwatch.GetTimestamp();
                state = WorkflowStateJson.FromUtf8(WorkflowStateJson.ToUtf8(result.State));
                if (round > rounds / 2)
                {
                    (steps, step, json) = (steps + 1, step + stepped - started, json + Stopwatch.GetTimestamp() - stepped);
                    allocated += GC.GetAllocatedBytesForCurrentThread() - before;
                }
            }
        }

        var tick = 1_000_000.0 / Stopwatch.Frequency / steps;
        return FormattableString.Invariant($"step {step * tick:0.0} µs, state to bytes and back {json * tick:0.0} µs, {allocated / steps / 1024} KB");
    }
}
