using CaseWorkflows.Activities.Tasks;
using CaseWorkflows.Engine.Descriptors;
using CaseWorkflows.Engine.Exploration;
using CaseWorkflows.Engine.Graphs;

namespace CaseWorkflows.Activities.Guard;

/// <summary>What the steps of the procedure can do, for an exploration: which outcomes they may leave by, and whether anybody has to act first.</summary>
public static class StepBehaviours
{
    /// <summary>Exploration of a procedure as far as its policy needs it.</summary>
    public static ExplorationOptions Options { get; } = new() { Describe = Of };

    /// <summary>Null for what is no step of the procedure.</summary>
    public static Behaviour? Of(ActivityNode node) => node.Activity switch
    {
        OpenCase => Behaviour.Of(Outcomes(node), waits: false), // a case is opened before its workflow begins
        InformApplicant inform => Behaviour.Of(Outcomes(node), waits: !inform.ByStaff.TryGetWritten(out var byStaff) || byStaff),
        CommitteeReview review => Behaviour.Of(Outcomes(node).Where(outcome => outcome != "MoreInformation" || MayAsk(review)), waits: true),
        UserTaskActivity => Behaviour.Of(Outcomes(node), waits: true),
        _ => null,
    };

    /// <summary>The outcomes a step has on the drawing; the first is the one that carries the case on.</summary>
    internal static IEnumerable<string> Outcomes(ActivityNode node) => node.Descriptor.Ports.Where(port => port.Kind == PortKind.Flow).Select(port => port.Name);

    private static bool MayAsk(CommitteeReview review) => !review.AllowMoreInformation.TryGetWritten(out var may) || may;
}
