using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Tasks;

namespace CaseWorkflows.Cases.Tests.Tasks;

public sealed class UserTaskRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 7, 0, 0, TimeSpan.Zero);

    private static readonly UserTask Available = new()
    {
        Id = "task-1",
        CaseId = "case-1",
        CandidateRoles = [Role.CommitteeMember.Key],
        CandidateUsers = ["clerk"],
        ExcludedUsers = ["recused"],
        Actions = [new("Approved", new("موافقة", "Approve"), Now.AddDays(1)), new("MoreInformation", new("طلب معلومات", "Ask for more"))],
        Revision = 4,
    };

    private static readonly UserTask HeldByMember = Available with { Status = UserTaskStatus.Claimed, Assignee = "member", ClaimedAt = Now.AddHours(-1) };
    private static readonly UserTask Completed = HeldByMember with { Status = UserTaskStatus.Completed };
    private static readonly UserTask Cancelled = Available with { Status = UserTaskStatus.Cancelled };
    private static readonly Actor Recused = Staff.With("recused", Role.CommitteeMember);

    [Fact]
    public void Claim_ByAHolderOfTheRole_HandsTheTaskOver() => Assert.Equal(
        Available with { Status = UserTaskStatus.Claimed, Assignee = "member", ClaimedAt = Now, Revision = 5 },
        UserTaskRules.Claim(Available, Staff.Member, 4, Now).Value);

    [Fact]
    public void Claim_ByANamedCandidateWithoutTheRole_HandsTheTaskOver() =>
        Assert.Equal("clerk", UserTaskRules.Claim(Available, Staff.Clerk, null, Now).Value.Assignee);

    [Fact]
    public void Claim_RepeatedByTheAssignee_ChangesNothingEvenWithTheRevisionOfTheFirst() =>
        Assert.Same(HeldByMember, UserTaskRules.Claim(HeldByMember, Staff.Member, 3, Now).Value);

    public static TheoryData<string, string, RefusalKind, string> RefusedClaims => new()
    {
        { "available", "officer", RefusalKind.Forbidden, "not-a-candidate" },
        { "available", "recused", RefusalKind.Forbidden, "not-a-candidate" },
        { "available", "administrator", RefusalKind.Forbidden, "not-a-candidate" },
        { "held", "other-member", RefusalKind.Conflict, "claimed-by-another" },
        { "held", "officer", RefusalKind.Forbidden, "not-a-candidate" },
        { "completed", "member", RefusalKind.Conflict, "task-closed" },
        { "cancelled", "member", RefusalKind.Conflict, "task-closed" },
    };

    [Theory]
    [MemberData(nameof(RefusedClaims))]
    public void Claim_Refused(string state, string who, RefusalKind kind, string code) =>
        AssertRefused(kind, code, UserTaskRules.Claim(Task(state), Person(who), null, Now));

    [Fact]
    public void Claim_AfterTheTaskChanged_IsStaleAndTellsTheRevision() =>
        Assert.Equal(4, AssertRefused(RefusalKind.Conflict, "stale-revision", UserTaskRules.Claim(Available, Staff.Member, 3, Now)).Facts?["revision"]);

    [Theory]
    [InlineData("member")]
    [InlineData("supervisor")]
    [InlineData("chair")]
    [InlineData("administrator")]
    public void Release_ByTheAssigneeOrOneWhoMayAssign_MakesItAvailable(string who) => Assert.Equal(
        Available with { Revision = 5 },
        UserTaskRules.Release(HeldByMember, Person(who), 4).Value);

    [Fact]
    public void Release_RepeatedAfterItSucceeded_ChangesNothing() =>
        Assert.Same(Available, UserTaskRules.Release(Available, Staff.Member, 3).Value);

    [Theory]
    [InlineData("held", "other-member", RefusalKind.Conflict, "claimed-by-another")]
    [InlineData("held", "officer", RefusalKind.Forbidden, "not-a-candidate")]
    [InlineData("available", "officer", RefusalKind.Forbidden, "not-a-candidate")]
    [InlineData("completed", "member", RefusalKind.Conflict, "task-closed")]
    public void Release_Refused(string state, string who, RefusalKind kind, string code) =>
        AssertRefused(kind, code, UserTaskRules.Release(Task(state), Person(who), null));

    [Fact]
    public void Release_AfterTheTaskChanged_IsStale() =>
        AssertRefused(RefusalKind.Conflict, "stale-revision", UserTaskRules.Release(HeldByMember, Staff.Member, 3));

    [Theory]
    [InlineData("available", "supervisor")]
    [InlineData("held", "chair")]
    [InlineData("held", "administrator")]
    public void Assign_ToACandidate_HandsTheTaskOver(string state, string by) => Assert.Equal(
        Task(state) with { Status = UserTaskStatus.Claimed, Assignee = "other-member", ClaimedAt = Now, Revision = 5 },
        UserTaskRules.Assign(Task(state), Person(by), "other-member", Staff.OtherMember.Roles, 4, Now).Value);

    [Fact]
    public void Assign_ToTheAssignee_ChangesNothing() =>
        Assert.Same(HeldByMember, UserTaskRules.Assign(HeldByMember, Staff.Chair, "member", Staff.Member.Roles, 3, Now).Value);

    [Theory]
    [InlineData("available", "member", "other-member", RefusalKind.Forbidden, "may-not-assign")]
    [InlineData("completed", "member", "other-member", RefusalKind.Forbidden, "may-not-assign")]
    [InlineData("completed", "chair", "other-member", RefusalKind.Conflict, "task-closed")]
    [InlineData("available", "chair", "officer", RefusalKind.RuleBroken, "assignee-not-a-candidate")]
    [InlineData("available", "chair", "recused", RefusalKind.RuleBroken, "assignee-not-a-candidate")]
    public void Assign_Refused(string state, string by, string to, RefusalKind kind, string code) =>
        AssertRefused(kind, code, UserTaskRules.Assign(Task(state), Person(by), to, Person(to).Roles, null, Now));

    [Fact]
    public void Assign_ToSomebodyAway_SaysUntilWhenAndWhoStandsIn()
    {
        var away = new Away(new(2026, 11, 25), "deputy", new("سالم", "Salim"));
        var refused = UserTaskRules.Assign(Available, Staff.Chair, "member", Staff.Member.Roles, null, Now, away);
        AssertRefused(RefusalKind.Conflict, "assignee-absent", refused);
        Assert.All(["سالم", "25 نوفمبر 2026م", "هـ"], part => Assert.Contains(part, refused.Refusal!.Message.Arabic, StringComparison.Ordinal));
        Assert.All(["Salim", "25 November 2026", "AH"], part => Assert.Contains(part, refused.Refusal!.Message.English, StringComparison.Ordinal));
        Assert.DoesNotContain("Salim", UserTaskRules.Assign(Available, Staff.Chair, "member", Staff.Member.Roles, null, Now, new(away.Until)).Refusal!.Message.English, StringComparison.Ordinal);
        Assert.Same(HeldByMember, UserTaskRules.Assign(HeldByMember, Staff.Chair, "member", Staff.Member.Roles, 3, Now, away).Value); // theirs already
    }

    [Fact]
    public void Assign_AfterTheTaskChanged_IsStale() => AssertRefused(
        RefusalKind.Conflict, "stale-revision", UserTaskRules.Assign(Available, Staff.Chair, "member", Staff.Member.Roles, 3, Now));

    [Fact]
    public void Complete_ByTheAssignee_WritesWhoWhatAndWhen() => Assert.Equal(
        HeldByMember with { Status = UserTaskStatus.Completed, CompletedBy = "member", Action = "MoreInformation", CompletedAt = Now, Revision = 5 },
        UserTaskRules.Complete(HeldByMember, Staff.Member, "MoreInformation", 4, Now).Value);

    [Theory]
    [InlineData("available", "member", "MoreInformation", RefusalKind.Conflict, "task-not-claimed")]
    [InlineData("available", "officer", "MoreInformation", RefusalKind.Forbidden, "not-a-candidate")]
    [InlineData("held", "other-member", "MoreInformation", RefusalKind.Conflict, "claimed-by-another")]
    [InlineData("held", "administrator", "MoreInformation", RefusalKind.Forbidden, "not-a-candidate")]
    [InlineData("held", "member", "moreinformation", RefusalKind.RuleBroken, "unknown-action")]
    [InlineData("held", "member", "Approved", RefusalKind.Conflict, "decision-too-early")]
    [InlineData("completed", "member", "MoreInformation", RefusalKind.Conflict, "task-closed")]
    [InlineData("cancelled", "member", "MoreInformation", RefusalKind.Conflict, "task-closed")]
    public void Complete_Refused(string state, string who, string action, RefusalKind kind, string code) =>
        AssertRefused(kind, code, UserTaskRules.Complete(Task(state), Person(who), action, null, Now));

    [Fact]
    public void Complete_AfterTheTaskChanged_IsStale() =>
        AssertRefused(RefusalKind.Conflict, "stale-revision", UserTaskRules.Complete(HeldByMember, Staff.Member, "MoreInformation", 3, Now));

    [Fact]
    public void Complete_ByAnAssigneeExcludedSince_IsForbidden() => AssertRefused(
        RefusalKind.Forbidden,
        "not-a-candidate",
        UserTaskRules.Complete(HeldByMember with { ExcludedUsers = ["member"] }, Staff.Member, "MoreInformation", null, Now));

    [Fact]
    public void Complete_ByANamedAssigneeWhoIsNoCandidate_Succeeds() => Assert.Equal(
        UserTaskStatus.Completed,
        UserTaskRules.Complete(HeldByMember with { Assignee = "officer" }, Staff.Officer, "MoreInformation", null, Now).Value.Status);

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void Complete_AtTheFloor_IsAllowedAndATickEarlierIsNot(int ticks, bool allowed) => Assert.Equal(
        allowed,
        UserTaskRules.Complete(HeldByMember, Staff.Member, "Approved", 4, Now.AddDays(1).AddTicks(ticks)).Refusal is null);

    [Fact]
    public void Complete_TooEarly_TellsTheInstantOfRelease() => Assert.Equal(
        "2026-03-02T07:00:00.0000000Z",
        UserTaskRules.Complete(HeldByMember, Staff.Member, "Approved", 4, Now).Refusal?.Facts?["releasableAt"]);

    [Fact]
    public void Complete_UnknownAction_TellsTheAllowedOnes()
    {
        var refusal = UserTaskRules.Complete(HeldByMember, Staff.Member, "Maybe", 4, Now).Refusal;

        Assert.Equal(["Approved", "MoreInformation"], Assert.IsAssignableFrom<IEnumerable<string>>(refusal?.Facts?["allowedActions"]));
        Assert.Contains("موافقة، طلب معلومات", refusal?.Message.Arabic, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancel_OpenTask_EndsItOnce()
    {
        var cancelled = UserTaskRules.Cancel(HeldByMember).Value;

        Assert.Equal((UserTaskStatus.Cancelled, "member", 5), (cancelled.Status, cancelled.Assignee, cancelled.Revision));
        Assert.Same(cancelled, UserTaskRules.Cancel(cancelled).Value);
    }

    [Fact]
    public void Cancel_CompletedTask_IsRefused() => AssertRefused(RefusalKind.Conflict, "task-closed", UserTaskRules.Cancel(Completed));

    private static UserTask Task(string state) => state switch
    {
        "available" => Available,
        "held" => HeldByMember,
        "completed" => Completed,
        _ => Cancelled,
    };

    private static Actor Person(string id) =>
        new[] { Staff.Member, Staff.OtherMember, Staff.Chair, Staff.Supervisor, Staff.Officer, Staff.Administrator, Staff.Clerk, Recused }.Single(person => person.Id == id);

    private static Refusal AssertRefused(RefusalKind kind, string code, Outcome<UserTask> outcome)
    {
        Assert.Equal((kind, code), (outcome.Refusal?.Kind, outcome.Refusal?.Code));
        return outcome.Refusal!;
    }
}
