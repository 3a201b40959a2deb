using CaseWorkflows.Cases.Refusals;

namespace CaseWorkflows.Cases.Committee;

/// <summary>Every "no" of a committee.</summary>
public static class CommitteeRefusals
{
    /// <summary>A task a committee votes on is nobody's own: it is neither claimed nor assigned.</summary>
    public static Refusal CommitteeVotes() => new(RefusalKind.Conflict, "committee-votes", new(
        "تُحسم هذه المهمة بتصويت أعضاء اللجنة، فلا يستلمها أحد ولا تُسند إلى أحد. أدلِ بصوتك إن كنت عضوًا فيها.",
        "The committee decides this task by voting, so nobody claims it and it is assigned to nobody. Vote if you are one of its members."));

    /// <summary>There is no sitting on this task.</summary>
    public static Refusal NoSuchSitting() => new(RefusalKind.NotFound, "no-such-sitting", new(
        "لا توجد لجنة تصوّت على هذه المهمة.", "No committee votes on this task."));

    internal static Refusal NotAMember() => new(RefusalKind.Forbidden, "not-a-member", new(
        "لست من أعضاء اللجنة في هذا الطلب. العضوية لمن كان له دورها حين عُرض الطلب عليها وما زال له.",
        "You are no member of the committee for this request. Members are those who held its role when the request came before it and hold it still."));

    internal static Refusal Recused() => new(RefusalKind.Conflict, "recused", new(
        "تنحّى هذا العضو عن الطلب، فلا صوت له فيه.", "This member is recused from the request and has no vote in it."));

    internal static Refusal AlreadyVoted() => new(RefusalKind.Conflict, "already-voted", new(
        "سُجّل صوت هذا العضو من قبل، والصوت نهائي.", "This member has voted already, and a vote is final."));

    internal static Refusal BallotClosed() => new(RefusalKind.Conflict, "ballot-closed", new(
        "أُغلق باب التصويت على هذا الطلب.", "The ballot on this request is closed."));

    internal static Refusal BallotOpen() => new(RefusalKind.Conflict, "ballot-open", new(
        "لم ينتهِ التصويت بعد، ولا يُعاد إلا إذا انتهى دون قرار.", "The ballot is not over; it is held again only when it ended without a decision."));

    internal static Refusal NotTheChair() => new(RefusalKind.Forbidden, "not-the-chair", new(
        "هذا لرئيس اللجنة وحده. اطلب منه ذلك.", "Only the committee's chair does this. Ask the chair."));

    internal static Refusal MembersMissing(CommitteeRules rules, IEnumerable<string> waiting) => new(RefusalKind.RuleBroken, "members-missing", new(
        "لا تسمح قواعد اللجنة بغياب من لم يصوّتوا بعد. انتظر أصواتهم، أو سجّل تنحّي من له صلة بالطلب.",
        "The committee's rules do not let those who have not voted stay away. Wait for their votes, or recuse whoever has an interest."))
    {
        Facts = Facts.Of(("waiting", waiting.ToList()), ("mostAbsent", rules.MostAbsent), ("chairMayBeAbsent", rules.ChairMayBeAbsent)),
    };

    internal static Refusal ReasonRequired() => new(RefusalKind.RuleBroken, "reason-required", new(
        "اكتب السبب: يُبنى عليه ما يُبلَّغ به مقدّم الطلب وما يُدوَّن في المحضر.", "Give the reason: what the applicant is told and what the minutes say rest on it."))
    {
        Field = "reason",
    };

    internal static Refusal TextRequired() => new(RefusalKind.RuleBroken, "text-required", new("اكتب ما تريد قوله.", "Write what you want to say."))
    {
        Field = "text",
    };
}
