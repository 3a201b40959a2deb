using System.Globalization;
using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Activities.Flowcharts;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Memory;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.Tests.Execution;
using FsCheck;
using FsCheck.Fluent;
using Parallel = CaseWorkflows.Engine.Activities.Parallel;

namespace CaseWorkflows.Engine.Tests.Properties;

/// <summary>
/// Workflows whose branches do not touch each other: each writes its own variables only, and nothing races unless it is asked for. Where something races,
/// the first to arrive cancels the others.
/// </summary>
internal sealed record IndependentPlan(string Id, string Kind, IReadOnlyList<IndependentPlan> Parts)
{
    public static Arbitrary<(IndependentPlan Plan, IReadOnlyList<int> Numbers)> Scenarios(bool races = false) => Arb.From(
        from plan in Any("p", 3, races)
        from numbers in Gen.ListOf(Gen.Choose(0, 10_000), 60)
        select (plan, (IReadOnlyList<int>)[.. numbers]));

    public override string ToString() => Parts.Count == 0 ? Kind : $"{Kind}({string.Join(' ', Parts)})";

    public IActivity Build()
    {
        var activity = Make();
        activity.Id = Id;
        return activity;
    }

    private static Gen<IndependentPlan> Any(string id, int depth, bool races) => depth == 0 ? Leaf(id) : Gen.Frequency(
        (2, Leaf(id)), (2, Of("sequence", id, 1, 3, depth, races)), (3, Of("parallel", id, 2, 3, depth, races)), (2, Of("fork", id, 2, 3, depth, races)), (4, Of("chart", id, 2, 4, depth, races)),
        (2, Of("every", id, 1, 1, depth, races)), (1, Of("each", id, 1, 1, depth, races)), (1, Of("choice", id, 2, 2, depth, races)), (1, Of("round", id, 1, 1, depth, races)),
        (races ? 3 : 0, Of("first-of-chart", id, 3, 4, depth, races)), (races ? 2 : 0, Of("first-of-fork", id, 2, 3, depth, races)), (races ? 2 : 0, Of("first-to-end", id, 2, 3, depth, races)));

    private static Gen<IndependentPlan> Leaf(string id) =>
        from kind in Gen.Frequency((6, Gen.Constant("wait")), (2, Gen.Constant("note")), (1, Gen.Constant("probe")), (1, Gen.Constant("fail")))
        select new IndependentPlan(id, kind, []);

    private static Gen<IndependentPlan> Of(string kind, string id, int least, int most, int depth, bool races) =>
        from count in Gen.Choose(least, most)
        from parts in Gen.CollectToArray(Enumerable.Range(1, count).Select(number => Any(id + number.ToString(CultureInfo.InvariantCulture), depth - 1, races)))
        select new IndependentPlan(id, kind, parts);

    private IActivity Make() => Kind switch
    {
        "wait" => new Wait(),
        "fail" => new Throw(),
        "note" => Note(),
        "sequence" => new Sequence([.. Built()]),
        "parallel" => new Parallel([.. Built()]),
        "fork" => Fork(ForkJoinMode.WaitAll),
        "first-of-fork" => Fork(ForkJoinMode.WaitAny),
        "first-of-chart" => Chart(new FlowJoin { Mode = new(FlowJoinMode.WaitAny) }),
        "first-to-end" => FirstToEnd(),
        "every" => new ParallelForEach { Items = new(Expression.LiteralExpression("""["a","b","c"]""")), Body = Parts[0].Build() },
        "each" => new ForEach { Items = new(Expression.LiteralExpression("[1,2]")), Body = Parts[0].Build() },
        "chart" => Chart((Id.Length % 3) switch
        {
            0 => new FlowJoin { Mode = new(FlowJoinMode.WaitAllActive) },
            1 => new FlowJoin { Mode = new(FlowJoinMode.WaitAll) },
            _ => new Probe(),
        }),
        "choice" => Choice(),
        "round" => Round(),
        _ => new Probe(),
    };

    private IEnumerable<IActivity> Built() => Parts.Select(part => part.Build());

    /// <summary>A wait, and a variable of its own container that remembers what came along.</summary>
    private Sequence Note()
    {
        var variable = new Variable("Note" + Id).WithWorkflowStorage();
        return new Sequence(
            new Wait { Id = Id + "w" },
            new SetVariable { Id = Id + "s", Variable = variable, Value = new(context => context.WorkflowInput.TryGetValue(Execution.Wait.OutcomeInput, out var given) ? given : "nothing") },
            new Wait { Id = Id + "v" })
        {
            Variables = { variable },
        };
    }

    private Fork Fork(ForkJoinMode mode)
    {
        var fork = new Fork { JoinMode = mode };
        foreach (var part in Built())
        {
            fork.Branches.Add(part);
        }

        return fork;
    }

    /// <summary>Each part ends in an End of its own: whichever gets there first ends the others.</summary>
    private Flowchart FirstToEnd()
    {
        var chart = new Flowchart();
        var start = Add(chart, new Start { Id = Id + "start" });
        foreach (var part in Parts)
        {
            var branch = Add(chart, part.Build());
            chart.Connections.Add(new Connection(start, branch));
            chart.Connections.Add(new Connection(branch, Add(chart, new End { Id = part.Id + "end" })));
        }

        return chart;
    }

    /// <summary>All parts but the last side by side; the last one behind what joins them.</summary>
    private Flowchart Chart(IActivity join)
    {
        var chart = new Flowchart();
        var start = Add(chart, new Start { Id = Id + "start" });
        join.Id = Id + "join";
        Add(chart, join);
        foreach (var part in Parts.SkipLast(1))
        {
            var branch = Add(chart, part.Build());
            chart.Connections.Add(new Connection(start, branch));
            chart.Connections.Add(new Connection(branch, join));
        }

        chart.Connections.Add(new Connection(join, Add(chart, Parts[^1].Build())));
        return chart;
    }

    /// <summary>An answer chooses one part or the other, or both; they meet again.</summary>
    private Flowchart Choice()
    {
        var chart = new Flowchart();
        var wait = Add(chart, new Wait { Id = Id + "ask" });
        var end = new Probe { Id = Id + "met" };
        foreach (var (part, port) in Parts.Zip(["X", "Y"]))
        {
            var branch = Add(chart, part.Build());
            chart.Connections.Add(new Connection(new Endpoint(wait, port), new Endpoint(branch, "In")));
            chart.Connections.Add(new Connection(branch, end));
        }

        Add(chart, end);
        return chart;
    }

    /// <summary>A part that is done again as often as the answer says so.</summary>
    private Flowchart Round()
    {
        var chart = new Flowchart();
        var part = Add(chart, Parts[0].Build());
        var wait = Add(chart, new Wait { Id = Id + "again" });
        chart.Connections.Add(new Connection(part, wait));
        chart.Connections.Add(new Connection(new Endpoint(wait, "X"), new Endpoint(part, "In")));
        return chart;
    }

    private static IActivity Add(Flowchart chart, IActivity activity)
    {
        chart.Activities.Add(activity);
        return activity;
    }
}
