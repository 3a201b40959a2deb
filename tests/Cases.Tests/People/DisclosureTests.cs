using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Tests.Tasks;

namespace CaseWorkflows.Cases.Tests.People;

public sealed class DisclosureTests
{
    private static readonly CaseInterest None = new(HoldsTask: false, OpenedIt: false, SitsOnIt: false);

    [Theory]
    [InlineData("relations-supervisor", Disclosure.Everything)]
    [InlineData("administrator", Disclosure.Everything)]
    [InlineData("auditor", Disclosure.Everything)]
    [InlineData("relations-officer", Disclosure.Name)]
    [InlineData("branch-delegate", Disclosure.Name)]
    [InlineData("registration-clerk", Disclosure.Summary)]
    [InlineData("service-provider", Disclosure.Summary)]
    [InlineData("committee-member", Disclosure.Summary)]
    [InlineData("committee-chair", Disclosure.Summary)]
    [InlineData("social-research-officer", Disclosure.Summary)]
    [InlineData("process-designer", Disclosure.Summary)]
    public void Whoever_has_nothing_to_do_with_a_case_sees_what_the_role_needs(string role, Disclosure expected) =>
        Assert.Equal(expected, DisclosureRules.Of(Staff.With("somebody", Role.Find(role)!), None));

    public static TheoryData<CaseInterest> Parts => [None with { HoldsTask = true }, None with { OpenedIt = true }, None with { SitsOnIt = true }];

    [Theory]
    [MemberData(nameof(Parts))]
    public void Whoever_has_a_part_in_it_sees_everything(CaseInterest part) => Assert.Equal(Disclosure.Everything, DisclosureRules.Of(Staff.With("somebody", Role.ServiceProvider), part));

    [Fact]
    public void Lists_never_show_more_than_names() =>
        Assert.All(Role.All, role => Assert.NotEqual(Disclosure.Everything, DisclosureRules.InLists(Staff.With("somebody", role))));

    [Fact]
    public void A_deputy_sees_what_the_absent_person_would()
    {
        var deputy = Staff.With("deputy", Role.ServiceProvider) with { StandsInFor = [new("away", new HashSet<string> { Role.RelationsSupervisor.Key })] };
        Assert.Equal(Disclosure.Everything, DisclosureRules.Of(deputy, None));
    }
}
