namespace CaseWorkflows.Cases.People;

/// <summary>How much of the person behind a case somebody sees.</summary>
public enum Disclosure
{
    /// <summary>Number, service, step and times; nothing that tells who it is.</summary>
    Summary,

    /// <summary>The name as well, so that a person who asks is found again; identifiers by their last digits.</summary>
    Name,

    /// <summary>Everything the case holds.</summary>
    Everything,
}

/// <summary>What somebody has to do with a case.</summary>
/// <param name="HoldsTask">An open task of the case is in their hands, or in those of somebody whose deputy they are.</param>
/// <param name="OpenedIt">They entered the request.</param>
/// <param name="SitsOnIt">They are on the committee that studies it now.</param>
public sealed record CaseInterest(bool HoldsTask, bool OpenedIt, bool SitsOnIt)
{
    /// <summary>On what reading the case rests: one's own part in it before anything else.</summary>
    public ReadBasis Basis => HoldsTask ? ReadBasis.Task : OpenedIt ? ReadBasis.Opened : SitsOnIt ? ReadBasis.Seat : ReadBasis.Role;
}

/// <summary>
/// Personal data opens with a task and closes with it: a candidate knows what is to be done and not for whom, until the task is theirs. Those who lead or check see every case
/// of their association; those who receive people see names.
/// </summary>
public static class DisclosureRules
{
    private static readonly Role[] SeeEverything = [Role.RelationsSupervisor, Role.Administrator, Role.Auditor];

    private static readonly Role[] SeeNames = [Role.RelationsOfficer, Role.BranchDelegate];

    private static readonly Role[] Doers = [.. Role.All.Except([Role.Auditor, Role.ProcessDesigner])];

    /// <summary>What the actor sees of one case of their association.</summary>
    public static Disclosure Of(Actor actor, CaseInterest interest) =>
        interest.HoldsTask || interest.OpenedIt || interest.SitsOnIt || Holds(actor, SeeEverything) ? Disclosure.Everything : InLists(actor);

    /// <summary>What the actor sees of cases in a list, where nothing is known of their part in each.</summary>
    public static Disclosure InLists(Actor actor) => Holds(actor, SeeEverything) || Holds(actor, SeeNames) ? Disclosure.Name : Disclosure.Summary;

    /// <summary>
    /// Whether the actor may add to a case's file: a document, a comment, what the person said. Those who deal with the person may, those who only read or draw procedures may not.
    /// </summary>
    /// <param name="actor">Whoever would add.</param>
    /// <param name="disclosure">What they see of the case.</param>
    public static bool MayAdd(Actor actor, Disclosure disclosure)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return disclosure != Disclosure.Summary && Holds(actor, Doers);
    }

    // A deputy sees what the absent person would.
    private static bool Holds(Actor actor, Role[] anyOf) => actor.Standing(anyOf) is var standing && anyOf.Any(standing.Has);
}
