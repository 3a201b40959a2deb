using System.Globalization;
using CaseWorkflows.Cases.Intake.Duplicates;
using Xunit.Abstractions;
using static CaseWorkflows.Cases.Intake.Duplicates.NameDifference;

namespace CaseWorkflows.Cases.Tests.Intake.Duplicates;

public sealed class NameComparisonTests(ITestOutputHelper report)
{
    private const double LeastPrecision = 0.95;
    private const double LeastRecall = 0.93;

    public static TheoryData<string, string, NameLikeness, NameDifference[]> Pairs => new()
    {
        { "نورة فهد الدوسري", "نورة  فهد الدوسري", NameLikeness.Same, [] },
        { "نورة فهد الدوسري", "نوره فهد الدوسري", NameLikeness.Spelling, [TaMarbuta] },
        { "نورة أحمد الدوسري", "نوره احمد الدوسري", NameLikeness.Spelling, [Hamza, TaMarbuta] },
        { "منى فهد", "مني فهد", NameLikeness.Spelling, [AlefMaqsura] },
        { "ريم سعود العتيبي", "ريم سعود عتيبي", NameLikeness.Spelling, [Article] },
        { "عبدالله سعد", "عبد الله سعد", NameLikeness.Spelling, [Joined] },
        { "محمد بن سالم", "محمد سالم", NameLikeness.Spelling, [Connective] },
        { "مُحمّد سالم", "محمد سالم", NameLikeness.Spelling, [Marks] },
        { "القحطاني فيصل سعد", "فيصل سعد القحطاني", NameLikeness.Similar, [FamilyFirst] },
        { "خلود ماجد عايض الثبيتي", "خلود ماجد الثبيتي", NameLikeness.Similar, [MissingMiddle] },
        { "سلطان عوض نايف", "سلطان عوض نايف المرواني", NameLikeness.Similar, [MissingEnd] },
        { "فيصل تركي القحطاني", "فيصل تركي القحطني", NameLikeness.Similar, [OneLetter] },
        { "فاطمة أحمد سعد القحطاني", "فاطمه سعد القحطني", NameLikeness.Similar, [TaMarbuta, MissingMiddle, OneLetter] },
        { "محمد", "محمد سعد", NameLikeness.Different, [] },
        { "سعد خالد", "خالد سعد", NameLikeness.Different, [] },
        { "", "محمد سعد", NameLikeness.Different, [] },
        { "...", "...", NameLikeness.Different, [] },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void What_two_names_differ_in_is_named(string one, string other, NameLikeness likeness, NameDifference[] differences)
    {
        foreach (var found in new[] { NameComparison.Between(one, other), NameComparison.Between(other, one) })
        {
            Assert.Equal(likeness, found.Likeness);
            Assert.Equal(differences, found.Differences);
        }
    }

    [Fact]
    public void Labelled_pairs_are_judged_as_a_registrar_would()
    {
        var (missed, mistaken) = (LabelledNames.OnePerson.Where(pair => !AreAlike(pair)).ToList(), LabelledNames.TwoPeople.Where(AreAlike).ToList());
        var found = LabelledNames.OnePerson.Count - missed.Count;
        var (precision, recall) = ((double)found / (found + mistaken.Count), (double)found / LabelledNames.OnePerson.Count);

        report.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{LabelledNames.OnePerson.Count} pairs of one person, {LabelledNames.TwoPeople.Count} of two: precision {precision:0.000}, recall {recall:0.000}"));
        missed.ForEach(pair => report.WriteLine($"missed: {pair.One} | {pair.Other}"));
        mistaken.ForEach(pair => report.WriteLine($"mistaken: {pair.One} | {pair.Other}"));
        Assert.InRange(precision, LeastPrecision, 1);
        Assert.InRange(recall, LeastRecall, 1);
    }

    [Fact]
    public void A_name_is_like_itself_and_the_order_of_two_makes_no_difference()
    {
        foreach (var (one, other) in LabelledNames.OnePerson.Concat(LabelledNames.TwoPeople))
        {
            Assert.Equal(NameLikeness.Same, NameComparison.Between(one, one).Likeness);
            var (there, back) = (NameComparison.Between(one, other), NameComparison.Between(other, one));
            Assert.Equal((there.Likeness, there.WordsInCommon), (back.Likeness, back.WordsInCommon));
            Assert.Equal(there.Differences, back.Differences);
        }
    }

    [Theory]
    [InlineData("\uD800 محمد", "محمد سعد")]
    [InlineData("محمد \uFFFE سعد", "محمد سعد")]
    [InlineData("عبد", "عبد")]
    [InlineData("بن بن بن", "بن بن بن")]
    [InlineData("😀 محمد سعد", "محمد سعد")]
    public void No_text_is_too_odd_to_compare(string one, string other) => Assert.NotNull(NameComparison.Between(one, other).Differences);

    private static bool AreAlike((string One, string Other) pair) => NameComparison.Between(pair.One, pair.Other).Likeness != NameLikeness.Different;
}
