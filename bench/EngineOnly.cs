using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CaseWorkflows.Activities;
using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Activities.Tasks;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Bench;

/// <summary>
/// The interpreter by itself: what one resume costs before anything is written. A task is completed and the next one opened; the last resume closes
/// the case. "Cold" is the first round of the process, on code the runtime has not optimised yet, which a server needs minutes to get out of.
/// "Warm" is the best of many rounds once it has, so that a neighbour on the machine does not count; the median beside it has the garbage collector in it.
/// </summary>
internal sealed class EngineOnly
{
    private const int Rounds = 50;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private const int CasesPerRound = 100;
    private readonly WorkflowGraph _graph;
    private readonly List<(WorkflowState State, Stimulus Answer, DateTimeOffset Now)> _waiting = [];
    private readonly List<byte[]> _stored = [];

    /// <summary>Lives through one case, in which every task ends with the first thing it offers, and keeps what each resume begins with.</summary>
    private EngineOnly(WorkflowGraph graph)
    {
        _graph = graph;
        var now = new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
        var input = new JsonObject { ["CaseId"] = "bench", ["CaseNumber"] = "BEN-2026-000001", ["Channel"] = "interview", ["Service"] = "support" };
        var step = Interpreter.Step(graph, WorkflowState.New("bench", graph, now), new Stimulus.Start(input), now);
        while (step.Effects.OfType<TaskOpened>().FirstOrDefault() is { } task)
        {
            var (action, data) = (task.Actions[0], new JsonObject { ["score"] = 5 });
            now = action.NotBefore > now ? action.NotBefore.Value : now;
            _waiting.Add((step.State, new Stimulus.ResumeBookmark(task.BookmarkId, new TaskAnswer(action.Name, "bench", null, data).ToInput()), now));
            _stored.Add(WorkflowStateJson.ToUtf8(step.State));
            step = Resume(_waiting[^1]);
        }
    }

    public static string Measure(string definitionJson)
    {
        var definition = WorkflowDefinition.Parse(Encoding.UTF8.GetBytes(definitionJson)).Definition!;
        var graph = GraphCompiler.Compile(definition, BuiltInActivities.Registry.With(ProcedureSteps.Descriptors)).Graph!;
        var engine = new EngineOnly(graph.WithServices(ActivityServices.None.WithCaseActions().With(_ => WorkingCalendar.Saudi)));
        return $"{definition.Name}, {engine._waiting.Count} resumes{Environment.NewLine}{engine.Report()}";
    }

    private string Report()
    {
        var (step, write, read, stepRead) = (new Figure(), new Figure(), new Figure(), new Figure());
        var fresh = new List<WorkflowState>();
        var started = Stopwatch.GetTimestamp();
        for (var warm = 0; warm < Rounds; warm += Stopwatch.GetElapsedTime(started) > WarmUp ? 1 : 0)
        {
            step.Add(CasesPerRound * _waiting.Count, () => EachCase(() => _waiting.ForEach(waiting => Resume(waiting))));
            write.Add(CasesPerRound * _waiting.Count, () => EachCase(() => _waiting.ForEach(waiting => WorkflowStateJson.ToUtf8(waiting.State))));
            fresh.Clear();
            read.Add(CasesPerRound * _waiting.Count, () => EachCase(() => _stored.ForEach(bytes => fresh.Add(WorkflowStateJson.FromUtf8(bytes)))));
            var next = 0;
            stepRead.Add(fresh.Count, () => EachCase(() => _waiting.ForEach(waiting => Resume(waiting with { State = fresh[next++] }))));
        }

        var bytes = _stored.SelectMany(bytes => bytes).ToArray();
        return FormattableString.Invariant($"""
              step, state kept from the last one   {step}
              step, state just read                {stepRead}
              state to bytes                       {write}
              state from bytes                     {read}
              a state is {bytes.Length / _stored.Count} bytes; their hash is {Convert.ToHexString(SHA256.HashData(bytes))[..16]}
            """);
    }

    private StepResult Resume((WorkflowState State, Stimulus Answer, DateTimeOffset Now) waiting) => Interpreter.Step(_graph, waiting.State, waiting.Answer, waiting.Now);

    private static void EachCase(Action once)
    {
        for (var @case = 0; @case < CasesPerRound; @case++)
        {
            once();
        }
    }

    /// <summary>Time and memory of one operation, over all rounds.</summary>
    private sealed class Figure
    {
        private readonly List<double> _microseconds = [];
        private double _kilobytes = double.MaxValue;

        public void Add(int operations, Action run)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            run();
            _microseconds.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds / operations);
            _kilobytes = Math.Min(_kilobytes, (GC.GetAllocatedBytesForCurrentThread() - before) / 1024.0 / operations);
        }

        public override string ToString()
        {
            var warm = _microseconds.TakeLast(Rounds).Order().ToList();
            return FormattableString.Invariant($"cold {_microseconds[0],6:0.0} µs   warm {warm[0],6:0.0} µs (median {warm[warm.Count / 2],5:0.0})   {_kilobytes,6:0.0} KB");
        }
    }
}
