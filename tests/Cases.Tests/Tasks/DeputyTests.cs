using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Tasks;

namespace CaseWorkflows.Cases.Tests.Tasks;

/// <summary>Somebody acts in the name of another who is away.</summary>
public sealed class DeputyTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 7, 0, 0, TimeSpan.Zero);
    private static readonly Principal Away = new("away", new HashSet<string> { Role.RegistrationClerk.Key });
    private static readonly Actor Deputy = Staff.With("deputy", Role.RelationsOfficer) with { StandsInFor = [Away] };

    private static readonly UserTask ForClerks = new()
    {
        Id = "task-1", CaseId = "case-1", CandidateRoles = [Role.RegistrationClerk.Key], Actions = [new("Registered", new("سُجل", "Registered"))],
    };

    private static readonly UserTask HeldByAway = ForClerks with { Status = UserTaskStatus.Claimed, Assignee = "away", ClaimedAt = Now };

    [Fact]
    public void What_the_own_role_allows_is_done_in_the_own_name() =>
        Assert.Null(Deputy.Standing(ForClerks with { CandidateRoles = [Role.RelationsOfficer.Key, Role.RegistrationClerk.Key] }).OnBehalfOf);

    [Fact]
    public void What_only_the_absent_persons_role_allows_is_done_in_both_names()
    {
        var acting = Deputy.Standing(ForClerks);
        Assert.Equal("away", acting.OnBehalfOf);
        Assert.Equal("deputy", UserTaskRules.Claim(ForClerks, acting, null, Now).Value.Assignee);
    }

    [Fact]
    public void The_absent_persons_own_task_is_the_deputys_to_end()
    {
        var acting = Deputy.Standing(HeldByAway);
        Assert.Equal("away", acting.OnBehalfOf);
        Assert.Equal("deputy", UserTaskRules.Complete(HeldByAway, acting, "Registered", null, Now).Value.CompletedBy);
        Assert.Equal(UserTaskStatus.Available, UserTaskRules.Release(HeldByAway, acting, null).Value.Status);
        Assert.Equal("deputy", UserTaskRules.Claim(HeldByAway, acting, null, Now).Value.Assignee);
    }

    [Theory]
    [InlineData("deputy")]
    [InlineData("away")]
    public void Whoever_of_the_two_is_excluded_the_deputy_stays_out(string excluded)
    {
        var task = ForClerks with { ExcludedUsers = [excluded] };
        Assert.Equal("not-a-candidate", UserTaskRules.Claim(task, Deputy.Standing(task), null, Now).Refusal?.Code);
    }

    [Fact]
    public void A_colleague_of_the_absent_person_gains_nothing() =>
        Assert.Equal("claimed-by-another", UserTaskRules.Complete(HeldByAway, Staff.Clerk.Standing(HeldByAway), "Registered", null, Now).Refusal?.Code);

    [Fact]
    public void Acts_that_need_a_role_take_it_from_the_absent_person_too()
    {
        var acting = Deputy.Standing([Role.RegistrationClerk, Role.Administrator]);
        Assert.Equal(("away", true), (acting.OnBehalfOf, acting.Has(Role.RegistrationClerk)));
        Assert.Null(Deputy.Standing([Role.RelationsOfficer]).OnBehalfOf);
        Assert.Null(Deputy.Standing([Role.CommitteeChair]).OnBehalfOf);
    }
}
