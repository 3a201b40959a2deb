using System.Text.Json;
using System.Text.Json.Serialization;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Committee;

/// <summary>How the votes of a committee become its decision. Stored by name.</summary>
public enum VotingMethod
{
    /// <summary>The larger of the votes for and the votes against; abstentions count for neither.</summary>
    Majority,

    /// <summary>All votes for and against agree; one that differs leaves the committee without a decision.</summary>
    Consensus,

    /// <summary>Approved by <see cref="CommitteeRules.Threshold"/> votes for, counted over all who sit and not over those who vote; otherwise rejected.</summary>
    Threshold,

    /// <summary>As <see cref="Majority"/>, but one vote against of somebody with the right of veto rejects.</summary>
    Veto,
}

/// <summary>Whose vote against is a veto. Stored by name.</summary>
public enum VetoRight
{
    /// <summary>Every member's.</summary>
    Anybody,

    /// <summary>The chair's alone.</summary>
    Chair,
}

/// <summary>What a tie, or a committee that is not of one mind, comes to. Stored by name.</summary>
public enum Otherwise
{
    /// <summary>To no decision: the chair sends the case back or has the committee vote again.</summary>
    NoDecision,

    /// <summary>To a rejection.</summary>
    Rejected,
}

/// <summary>
/// What a committee needs to decide. Two words in it: a committee's <i>size</i> is its members without those who recused themselves, and a vote <i>cast</i> is one
/// for or against. An abstention makes its member present, which counts for the quorum, and is no vote cast.
/// </summary>
public sealed record CommitteeRules
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>How the votes become a decision.</summary>
    public required VotingMethod Method { get; init; }

    /// <summary>How many of the size must have voted or abstained before anything is decided.</summary>
    public required Share Quorum { get; init; }

    /// <summary>Votes that must have been cast before anything is decided, so that one member does not decide where the others abstain; one or more.</summary>
    public int LeastVotes { get; init; } = 1;

    /// <summary>For <see cref="VotingMethod.Threshold"/>: how many of the size must vote for. Nothing elsewhere.</summary>
    public Share? Threshold { get; init; }

    /// <summary>For <see cref="VotingMethod.Veto"/>: who has the right. Nothing elsewhere.</summary>
    public VetoRight? VetoBy { get; init; }

    /// <summary>How many members may stay away when the ballot is closed; null leaves it to the quorum, zero means that everybody votes or abstains.</summary>
    public int? MostAbsent { get; init; }

    /// <summary>False when the ballot is not closed without the chair.</summary>
    public bool ChairMayBeAbsent { get; init; } = true;

    /// <summary>
    /// True when the chair's own vote decides a tie of majority or veto. It counts once as every other vote; where the chair abstained, is absent or
    /// recused, or where several chairs differ, a tie stays a tie.
    /// </summary>
    public bool CastingVote { get; init; }

    /// <summary>What a tie, or a consensus that was not found, comes to.</summary>
    public Otherwise Otherwise { get; init; }

    /// <summary>
    /// True when nobody learns who chose what. Then nothing is counted until everybody has voted or the ballot is closed: a decision that falls with
    /// somebody's vote would tell how that person voted.
    /// </summary>
    public bool Secret { get; init; }

    /// <summary>True when the chair's choice has to be known apart from the others'.</summary>
    [JsonIgnore]
    public bool NeedsChairsChoice => CastingVote || VetoBy == VetoRight.Chair;

    /// <summary>The rules as they are kept with a sitting.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>Reads what <see cref="ToJson"/> wrote; anything else is a bug and throws.</summary>
    public static CommitteeRules FromJson(string json) => JsonSerializer.Deserialize<CommitteeRules>(json, Options) ?? throw new JsonException("The rules of a sitting are null.");
}

/// <summary>A committee of an association, as <c>association.json</c> describes it.</summary>
/// <param name="Key">Stable kebab-case key; what a step names.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Rules">How it decides.</param>
public sealed record CommitteeProfile(string Key, LocalizedText Name, CommitteeRules Rules);
