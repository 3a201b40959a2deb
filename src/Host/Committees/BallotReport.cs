using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Committee;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Host.Committees;

/// <summary>How it was decided, in numbers: what goes with the decision when it leaves the house.</summary>
internal static class BallotReport
{
    public static JsonObject Of(StoredSitting sitting, CommitteeDecision.Decided decided) => new()
    {
        ["for"] = decided.Tally.For,
        ["against"] = decided.Tally.Against,
        ["abstained"] = decided.Tally.Abstained,
        ["members"] = sitting.State.Seated.Count(),
        ["recused"] = sitting.State.Members.Count - sitting.State.Seated.Count(),
        ["why"] = decided.Why.ToString(),
    };
}

/// <summary>What a result rests on, in words for members, applicants and minutes.</summary>
internal static class DecisionTexts
{
    public static LocalizedText Of(DecisionGround ground) => ground switch
    {
        DecisionGround.MoreFor => new("أصوات القبول أكثر من أصوات الرفض", "More votes for than against"),
        DecisionGround.MoreAgainst => new("أصوات الرفض أكثر من أصوات القبول", "More votes against than for"),
        DecisionGround.CastingVote => new("تساوت الأصوات فرجّح صوت رئيس اللجنة", "The votes were equal and the chair's decided"),
        DecisionGround.AllFor => new("اتفق المصوّتون على القبول", "All who voted were for it"),
        DecisionGround.AllAgainst => new("اتفق المصوّتون على الرفض", "All who voted were against it"),
        DecisionGround.ThresholdReached => new("بلغت أصوات القبول العدد المطلوب", "The votes for reached the number needed"),
        DecisionGround.ThresholdMissed => new("لم تبلغ أصوات القبول العدد المطلوب", "The votes for did not reach the number needed"),
        DecisionGround.Vetoed => new("اعترض من له حق النقض", "A member with the right of veto voted against"),
        DecisionGround.Tie => new("تساوت الأصوات", "The votes were equal"),
        DecisionGround.NotOfOneMind => new("لم تتفق اللجنة على رأي", "The committee was not of one mind"),
        DecisionGround.QuorumMissed => new("لم يكتمل النصاب", "The quorum was not reached"),
        DecisionGround.TooFewVotes => new("قلّت الأصوات عن الحد الأدنى", "Too few votes were cast"),
        DecisionGround.TooFewMembers => new("أعضاء اللجنة في هذا الطلب أقل مما تشترطه قواعدها", "Fewer members sit on this request than the rules need"),
        _ => throw new ArgumentOutOfRangeException(nameof(ground), ground, "Unknown ground."),
    };
}
