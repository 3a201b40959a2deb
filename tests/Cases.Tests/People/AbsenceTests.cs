using CaseWorkflows.Cases.People;

namespace CaseWorkflows.Cases.Tests.People;

public sealed class AbsenceTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    private static Absence Away(string person = "huda", string? deputy = "lama", int from = 0, int to = 5) => new(person, deputy, Today.AddDays(from), Today.AddDays(to));

    [Theory]
    [InlineData(0, true)]
    [InlineData(5, true)]
    [InlineData(-1, false)]
    [InlineData(6, false)]
    public void First_and_last_day_are_of_it(int day, bool covered) => Assert.Equal(covered, Away().Covers(Today.AddDays(day)));

    public static TheoryData<Absence, Absence?, string?> Plans => new()
    {
        { Away(), null, null },
        { Away(from: 0, to: 0), null, null },
        { Away(from: 3, to: 2), null, "absence-ends-before-it-begins" },
        { Away(from: -9, to: -1), null, "absence-over" },
        { Away(from: -9, to: 0), null, null },
        { Away(to: 365), null, null },
        { Away(to: 366), null, "absence-too-long" },
        { Away(), Away(from: 5, to: 9), "absence-overlaps" },
        { Away(), Away(from: 6, to: 9), null },
        { Away(deputy: null), Away("lama", null), null },
        { Away(deputy: "huda"), null, "deputy-is-self" },
        { Away(), Away("lama", null, 5, 9), "deputy-absent" },
        { Away(), Away("lama", null, 6, 9), null },
    };

    [Theory]
    [MemberData(nameof(Plans))]
    public void Plan_says_what_is_wrong(Absence planned, Absence? other, string? code) =>
        Assert.Equal(code, Absence.Plan(planned, other is null ? [] : [other], deputyWorksHere: true, Today).Refusal?.Code);

    [Fact]
    public void Plan_DeputyFromElsewhere_IsRefused() => Assert.Equal("deputy-not-staff", Absence.Plan(Away(), [], deputyWorksHere: false, Today).Refusal?.Code);
}
