using CaseWorkflows.Activities.Guard.Texts;
using CaseWorkflows.Cases.Committee;
using CaseWorkflows.Cases.Policies.Rules;
using CaseWorkflows.Engine.Exploration;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Activities.Guard.Rules;

/// <summary>
/// No decision sooner than a period after the applicant was last informed, or, once a decision was given, after the next study began: an appeal is studied
/// as long again. The step's own settings must say so, and nothing on the way may take it back: being informed again while the committee sits does not
/// move its floor, a floor counted from the signature runs before the applicant is informed, and one counted from the informing has run out at an appeal.
/// </summary>
internal static class FloorCheck
{
    /// <summary>One finding for each step that may decide too soon.</summary>
    public static IEnumerable<GuardFinding> Check(FloorRule rule, CheckedProcedure procedure)
    {
        var reviews = procedure.OfType(rule.Activity).Where(node => !IsExempt(rule, node)).ToList();
        var faults = reviews.ToDictionary(node => node.NodeId, node => Fault(rule, node), StringComparer.Ordinal);
        foreach (var review in reviews)
        {
            if (procedure.Space.FirstViolation(new FloorMonitor(rule, faults, review)) is { } path)
            {
                var fault = faults[review.NodeId] ?? (CountedFrom(review) == CountFrom.CaseOpened ? FloorFault.CountsTooEarly : FloorFault.Order);
                var setting = fault is FloorFault.Short or FloorFault.Script ? rule.Input : "countFrom";
                yield return procedure.Refuted(rule, RuleTexts.TooSoon(rule, procedure.Label(review), fault), PathSteps.Of(procedure.Label, path), review, setting);
            }
        }
    }

    /// <summary>What is wrong with the step's own settings; null when nothing is.</summary>
    private static FloorFault? Fault(FloorRule rule, ActivityNode node)
    {
        var input = node.Descriptor.Inputs.FirstOrDefault(candidate => candidate.JsonName == rule.Input)?.Get(node.Activity) as Input;
        if (input is null || !ExpressionEvaluator.TryEvaluateWritten(input.Expression, typeof(TimeSpan), out var value))
        {
            return FloorFault.Script;
        }

        if ((TimeSpan)value! < rule.AtLeast)
        {
            return FloorFault.Short;
        }

        return CountedFrom(node) is null ? FloorFault.CountScript : null;
    }

    /// <summary>Null when a script says it.</summary>
    internal static CountFrom? CountedFrom(ActivityNode node)
        => node.Activity is not CommitteeReview review ? CountFrom.ReviewStarted : review.CountFrom.TryGetWritten(out var from) ? from : null;

    private static bool IsExempt(FloorRule rule, ActivityNode node)
        => node.Activity is CommitteeReview review && review.Committee.TryGetWritten(out var committee) && committee is not null
            && rule.ExceptCommittees.Contains(committee, StringComparer.Ordinal);
}

/// <summary>Why a decision may come too soon.</summary>
internal enum FloorFault
{
    /// <summary>The period is shorter than the policy's.</summary>
    Short,

    /// <summary>A script works the period out.</summary>
    Script,

    /// <summary>A script works out from when it counts.</summary>
    CountScript,

    /// <summary>It counts from something that lies before the applicant is informed.</summary>
    CountsTooEarly,

    /// <summary>On this path the applicant is informed after the count began.</summary>
    Order,
}

/// <summary>Follows one path and objects to a decision of one step that may come too soon.</summary>
internal sealed class FloorMonitor(FloorRule rule, IReadOnlyDictionary<string, FloorFault?> faults, ActivityNode review) : IPathMonitor
{
    private const long Opened = 1, LaterThanOpening = 2, Signed = 4, LaterThanSigning = 8, InformedAfterOpening = 16, InformedAfterSigning = 32, Sitting = 64, InformedWhileSitting = 128, CountsTooEarly = 256, DecidedSince = 512, Informed = 1024;

    public long Next(long memory, Happening happening)
    {
        if (happening.Node is not { } node)
        {
            return memory | ((memory & Opened) != 0 ? LaterThanOpening : 0) | ((memory & Signed) != 0 ? LaterThanSigning : 0);
        }

        if (happening.Kind == HappeningKind.Completed && node.Activity.Type == rule.After)
        {
            // Informed in the very burst of the signature is informed at that instant.
            memory |= (memory & LaterThanOpening) != 0 ? InformedAfterOpening : 0;
            memory |= (memory & LaterThanSigning) != 0 ? InformedAfterSigning : 0;
            return ((memory | Informed) & ~DecidedSince) | ((memory & Sitting) != 0 ? InformedWhileSitting : 0);
        }

        return node.Activity switch
        {
            OpenCase when happening.Kind == HappeningKind.Completed => memory | Opened,
            SignDeclaration when happening.Kind == HappeningKind.Completed && happening.Way?.Takes("Signed") == true
                => (memory | Signed) & ~(LaterThanSigning | InformedAfterSigning),
            _ => faults.TryGetValue(node.NodeId, out var fault) ? OfReview(memory, happening, node, fault) : memory,
        };
    }

    private long OfReview(long memory, Happening happening, ActivityNode node, FloorFault? fault)
    {
        const long All = Sitting | InformedWhileSitting | CountsTooEarly;
        switch (happening.Kind)
        {
            case HappeningKind.Started:
                var early = FloorCheck.CountedFrom(node) switch
                {
                    CountFrom.CaseOpened => (memory & (InformedAfterOpening | DecidedSince)) != 0,
                    CountFrom.DeclarationSigned => (memory & InformedAfterSigning) != 0 || Both(memory, Signed | DecidedSince),
                    CountFrom.ApplicantInformed => Both(memory, Informed | DecidedSince), // what never happened counts as happening now
                    _ => false,
                };
                return (memory & ~All) | Sitting | (early ? CountsTooEarly : 0);
            case HappeningKind.Completed when ReferenceEquals(node, review) && IsDecision(node, happening.Way) && (fault is not null || (memory & (InformedWhileSitting | CountsTooEarly)) != 0):
                return IPathMonitor.Violated;
            case HappeningKind.Completed or HappeningKind.Canceled:
                return (memory & ~All) | (happening.Kind == HappeningKind.Completed && IsDecision(node, happening.Way) ? DecidedSince : 0);
            default:
                return memory;
        }
    }

    private static bool Both(long memory, long bits) => (memory & bits) == bits;

    private static bool IsDecision(ActivityNode node, Way? way) => node.Activity is not CommitteeReview || way.IsOneOf(["Approved", "Rejected"]);
}
