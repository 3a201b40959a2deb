using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tests.Crashes;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.NightWatch;
using Xunit.Abstractions;

namespace CaseWorkflows.Host.Tests.Faults;

/// <summary>
/// A whole life of the service, once undisturbed and once with every fault point of every act throwing in its turn: each time nothing is half written,
/// doing the same again succeeds, and at the end both databases say the same.
/// </summary>
public sealed class WhenAWriteIsCutShort(ITestOutputHelper report) : IDisposable
{
    private readonly WholeLife _life = new();
    private readonly HashSet<string> _reached = new(StringComparer.Ordinal);
    private int _faults;

    public void Dispose() => _life.Dispose();

    [Fact]
    public async Task Whichever_it_is_the_same_act_again_leads_to_where_an_undisturbed_run_leads()
    {
        using var calm = new TestStore();
        using var stormy = new TestStore();
        await UndisturbedAsync(calm);

        await ThroughEveryFaultAsync(stormy);

        var (expected, actual) = (await DatabaseDump.OfAsync(calm), await DatabaseDump.OfAsync(stormy));
        report.WriteLine($"{_faults} faults at {_reached.Count} points in {_life.Acts.Count} acts; {expected.Comparable().Count} rows compared");
        var difference = DatabaseDump.Difference(expected, actual);
        Assert.True(difference.Length == 0, difference);
    }

    [Fact]
    public async Task Every_statement_that_writes_is_among_them_or_says_why_not()
    {
        using var store = new TestStore();
        await UndisturbedAsync(store);
        var statements = WritingStatements.InTheSource();

        Assert.Empty(statements.Except(_reached).Except(WritingStatements.NotReached.Keys));
        Assert.Empty(WritingStatements.NotReached.Keys.Except(statements));
        Assert.Empty(WritingStatements.NotReached.Keys.Intersect(_reached));
        Assert.Superset(new HashSet<string>([FaultPoints.BeforeCommit, FaultPoints.AfterCommit]), _reached);
    }

    private async Task UndisturbedAsync(TestStore store)
    {
        var points = new FaultPoints { Reached = point => { lock (_reached) { _reached.Add(point); } } };
        await using var scene = new Scene(store, _life.Folder, points);
        scene.Start();
        foreach (var act in _life.Acts)
        {
            var sent = await act.Prepare(scene);
            await scene.BeReadyAsync(act, sent);
            var reply = await scene.DoAsync(sent);
            Assert.True(reply.Succeeded, $"{act.Name}: {reply.Status} {reply.Text}");
        }
    }

    private async Task ThroughEveryFaultAsync(TestStore store)
    {
        var points = new FaultPoints();
        await using var scene = await StartedAsync(store, points);
        foreach (var act in _life.Acts)
        {
            var sent = await act.Prepare(scene);
            await scene.BeReadyAsync(act, sent);
            await ThroughEveryFaultAsync(scene, points, act, sent);
        }
    }

    private async Task<Scene> StartedAsync(TestStore store, FaultPoints points)
    {
        for (var which = 0; ; which++)
        {
            var fault = Arm(points, which);
            var scene = new Scene(store, _life.Folder, points);
            var failed = Record.Exception(scene.Start);
            points.Reached = null;
            if (fault.Point is null)
            {
                Assert.Null(failed);
                return scene;
            }

            Assert.NotNull(failed);
            await scene.DisposeAsync();
        }
    }

    private async Task ThroughEveryFaultAsync(Scene scene, FaultPoints points, Act act, Sent sent)
    {
        var before = await DatabaseDump.OfAsync(scene.Store);
        for (var which = 0; ; which++)
        {
            var fault = Arm(points, which);
            var reply = await scene.DoAsync(sent);
            points.Reached = null;
            await scene.ForgetPutOffAsync();
            if (fault.Point is null)
            {
                Assert.True(reply.Succeeded, $"{act.Name}, after {which} faults: {reply.Status} {reply.Text}");
                return;
            }

            var after = await DatabaseDump.OfAsync(scene.Store);
            Assert.True(sent.Kind is "timers" or "outbox" or "nightwatch" or "migrations" || reply.Status == 500, $"{act.Name}, at {fault.Point}: {reply.Status} {reply.Text}");
            Assert.True(
                act.Units || fault.Point == FaultPoints.AfterCommit || before.Exactly == after.Exactly,
                $"{act.Name}, at {fault.Point}, left behind:\n{string.Join('\n', after.Exactly.Split('\n').Except(before.Exactly.Split('\n')))}");
            before = after;
        }
    }

    /// <summary>The point after that many others throws, once.</summary>
    private Fault Arm(FaultPoints points, int which)
    {
        var fault = new Fault();
        points.Reached = point =>
        {
            if (which-- == 0)
            {
                points.Reached = null;
                fault.Point = point;
                _faults++;
                throw new PlantedFault(point);
            }
        };
        return fault;
    }

    private sealed class Fault
    {
        public string? Point { get; set; }
    }
}
