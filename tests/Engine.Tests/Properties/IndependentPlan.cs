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
/// Workflows whose branches do not touch each other: nothing races (no WaitAny, no End beside something that waits), and each branch writes its own variables only.
/// </summary>
internal sealed record IndependentPlan(string Id, string Kind, IReadOnlyList<IndependentPlan> Parts)
{
    public static Arbitrary<(IndependentPlan Plan, IReadOnlyList<int> Numbers)> Scenarios => Arb.From(
        from plan in Any("p", 3)
        from numbers in Gen.ListOf(Gen.Choose(0, 10_000), 60)
        select (plan, (IReadOnlyList<int>)[.. numbers]));

    public override string ToString() => Parts.Count == 0 ? Kind : $"{Kind}({string.Join(' ', Parts)})";

    public IActivity Build()
    {
        var activity = Make();
        activity.Id = Id;
        return activity;
    }

    private static Gen<IndependentPlan> Any(string id, int depth) => depth == 0 ? Leaf(id) : Gen.Frequency(
        (2, Leaf(id)), (2, Of("sequence", id, 1, 3, depth)), (3, Of("parallel", id, 2, 3, depth)), (2, Of("fork", id, 2, 3, depth)), (4, Of("chart", id, 2, 4, depth)),
        (2, Of("every", id, 1, 1, depth)), (1, Of("each", id, 1, 1, depth)), (1, Of("choice", id, 2, 2, depth)), (1, Of("round", id, 1, 1, depth)));

    private static Gen<IndependentPlan> Leaf(string id) =>
        from kind in Gen.Frequency((6, Gen.Constant("wait")), (2, Gen.Constant("note")), (1, Gen.Constant("probe")), (1, Gen.Constant("fail")))
        select new IndependentPlan(id, kind, []);

    private static Gen<IndependentPlan> Of(string kind, string id, int least, int most, int depth) =>
        from count in Gen.Choose(least, most)
        from parts in Gen.CollectToArray(Enumerable.Range(1, count).Select(number => Any(id + number.ToString(CultureInfo.InvariantCulture), depth - 1)))
        select new IndependentPlan(id, kind, parts);

    private IActivity Make() => Kind switch
    {
        "wait" => new Wait(),
        "fail" => new Throw(),
        "note" => Note(),
        "sequence" => new Sequence([.. Built()]),
        "parallel" => new Parallel([.. Built()]),
        "fork" => Fork(),
        "every" => new ParallelForEach { Items = new(Expression.LiteralExpression("""["a","b","c"]""")), Body = Parts[0].Build() },
        "each" => new ForEach { Items = new(Expression.LiteralExpression("[1,2]")), Body = Parts[0].Build() },
        "chart" => Chart(),
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

    private Fork Fork()
    {
        var fork = new Fork();
        foreach (var part in Built())
        {
            fork.Branches.Add(part);
        }

        return fork;
    }

    /// <summary>All parts but the last side by side, joined by the last one: by itself, or behind a join.</summary>
    private Flowchart Chart()
    {
        var chart = new Flowchart();
        var start = Add(chart, new Start { Id = Id + "start" });
        IActivity join = (Id.Length % 3) switch
        {
            0 => Add(chart, new FlowJoin { Id = Id + "join", Mode = new(FlowJoinMode.WaitAllActive) }),
            1 => Add(chart, new FlowJoin { Id = Id + "join", Mode = new(FlowJoinMode.WaitAll) }),
            _ => Add(chart, new Probe { Id = Id + "join" }),
        };
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
