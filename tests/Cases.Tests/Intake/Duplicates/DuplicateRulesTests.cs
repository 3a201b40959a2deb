using CaseWorkflows.Cases.Intake.Duplicates;

namespace CaseWorkflows.Cases.Tests.Intake.Duplicates;

public sealed class DuplicateRulesTests
{
    private const string Mobile = "+966500000001";
    private const string OtherMobile = "+966500000002";

    private static readonly DateOnly Born = new(1985, 4, 3);
    private static readonly PersonFacts Known = new("نورة فهد الدوسري", "key-1", Mobile, Born);

    public static TheoryData<PersonFacts, DuplicateStrength?> Table => new()
    {
        { Known with { FullName = "اسم آخر تماما" }, DuplicateStrength.Certain },
        { new("نوره فهد الدوسري", null, Mobile, null), DuplicateStrength.Likely },
        { new("نورة الدوسري", null, Mobile, null), DuplicateStrength.Likely },
        { new("نوره فهد الدوسري", null, OtherMobile, Born), DuplicateStrength.Likely },
        { new("نوره فهد الدوسري", null, OtherMobile, Born.AddDays(1)), DuplicateStrength.Likely },
        { new("نوره فهد الدوسري", null, OtherMobile, null), DuplicateStrength.Possible },
        { new("سارة علي الغامدي", null, Mobile, null), DuplicateStrength.Possible },
        { new("نوره فهد الدوسري", "key-2", Mobile, null), DuplicateStrength.Possible },
        { new("نوره فهد الدوسري", null, Mobile, Born.AddYears(9)), DuplicateStrength.Possible },
        { new("نوره فهد الدوسري", "key-2", OtherMobile, null), null },
        { new("نوره فهد الدوسري", null, OtherMobile, Born.AddDays(2)), null },
        { new("سارة علي الغامدي", "key-2", Mobile, null), null },
        { new("نورة الدوسري", null, OtherMobile, null), null },
        { new("سارة علي الغامدي", null, OtherMobile, Born), null },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void How_much_speaks_for_one_person(PersonFacts asking, DuplicateStrength? expected)
    {
        Assert.Equal(expected, DuplicateRules.Compare(asking, Known)?.Strength);
        Assert.Equal(expected, DuplicateRules.Compare(Known, asking)?.Strength);
    }

    [Fact]
    public void A_name_of_two_words_needs_the_day_of_birth_as_well()
    {
        var known = new PersonFacts("منى صالح", null, Mobile, Born);
        Assert.Null(DuplicateRules.Compare(new("مني صالح", null, OtherMobile, null), known));
        Assert.Equal(DuplicateStrength.Possible, DuplicateRules.Compare(new("مني صالح", null, OtherMobile, Born), known)?.Strength);
    }

    [Fact]
    public void Why_is_said_in_both_languages()
    {
        var finding = DuplicateRules.Compare(new("نوره فهد الدوسري", null, Mobile, null), Known)!;
        Assert.Equal("رقم الجوال نفسه؛ الاسم لا يختلف إلا في التاء المربوطة", finding.Explanation.Arabic);
        Assert.Equal("same mobile; the name differs only in ta marbuta", finding.Explanation.English);
    }

    [Fact]
    public void What_speaks_against_it_is_said_as_well()
    {
        var finding = DuplicateRules.Compare(new("نورة فهد الدوسري", "key-2", Mobile, null), Known)!;
        Assert.Equal("same mobile; same name; but the national ids differ", finding.Explanation.English);
    }

    [Fact]
    public void Every_difference_has_words_in_both_languages()
    {
        foreach (var (one, other) in LabelledNames.OnePerson)
        {
            if (DuplicateRules.Compare(new(one, null, Mobile, null), new(other, null, Mobile, null)) is { } finding)
            {
                Assert.All(finding.Rules, rule => Assert.True(rule.Arabic.Any(letter => letter is >= '\u0600' and <= '\u06FF') && rule.English.All(char.IsAscii), rule.English));
            }
        }
    }
}
