using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Committee;

/// <summary>What a member may say. Stored and sent by name.</summary>
public enum VoteChoice
{
    /// <summary>For the request.</summary>
    Approve,

    /// <summary>Against it; a reason goes with it.</summary>
    Reject,

    /// <summary>Neither; present all the same.</summary>
    Abstain,
}

/// <summary>Somebody who sits.</summary>
/// <param name="Id">The person's id.</param>
/// <param name="IsChair">True for whoever leads the committee.</param>
public sealed record CommitteeMember(string Id, bool IsChair);

/// <summary>A member's vote in an open ballot; final once given.</summary>
/// <param name="Member">The member's id.</param>
/// <param name="Choice">What it says.</param>
/// <param name="Reason">Why; null when not said.</param>
/// <param name="At">When it was given.</param>
public sealed record Vote(string Member, VoteChoice Choice, string? Reason, DateTimeOffset At);

/// <summary>What lies in a ballot box: a choice without its member.</summary>
/// <param name="Choice">What it says.</param>
/// <param name="ByChair">True for the chair's, where the rules need to know it apart; false for all others.</param>
/// <param name="Reason">Why; null when not said.</param>
public sealed record Ballot(VoteChoice Choice, bool ByChair, string? Reason = null);

/// <summary>A member stays out of a case because of an interest in it. From then on the member counts nowhere: not in the size, the quorum or the votes.</summary>
/// <param name="Member">The member's id.</param>
/// <param name="Reason">What the interest is, in the words of whoever said so.</param>
/// <param name="By">Who said so: the member or the chair.</param>
/// <param name="At">When.</param>
public sealed record Recusal(string Member, string Reason, string By, DateTimeOffset At);

/// <summary>Names of choices as readers see them.</summary>
public static class VoteChoiceNames
{
    /// <summary>What stands on the ballot.</summary>
    public static LocalizedText Name(this VoteChoice choice) => choice switch
    {
        VoteChoice.Approve => new("قبول", "Approve"),
        VoteChoice.Reject => new("رفض", "Reject"),
        VoteChoice.Abstain => new("امتناع", "Abstain"),
        _ => throw new ArgumentOutOfRangeException(nameof(choice), choice, "Unknown choice."),
    };
}
