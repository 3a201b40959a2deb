using CaseWorkflows.Cases.Text;
using FsCheck;
using FsCheck.Fluent;

namespace CaseWorkflows.Cases.Tests.Text;

public sealed class ArabicTextTests
{
    [Theory]
    [InlineData("أحمد", "احمد")]
    [InlineData("إِيمَان", "ايمان")]
    [InlineData("آمنة", "امنه")]
    [InlineData("ٱلهدى", "الهدي")]
    [InlineData("مُحَمَّدٌ", "محمد")]
    [InlineData("عبـــد اللّه", "عبد الله")]
    [InlineData("علی اکبر", "علي اكبر")]
    [InlineData("مؤمن وائل", "مؤمن وائل")]
    [InlineData("حي ٣ شارع ۱۲", "حي 3 شارع 12")]
    [InlineData("  نورة \t بنت\u00A0 سعد \r\n", "نوره بنت سعد")]
    [InlineData("\u200Fسارة\u200E", "ساره")]
    [InlineData("ﻣﺤﻤﺪ", "محمد")]
    [InlineData("ﻻ", "لا")]
    [InlineData("Ｓａｒａ ALI", "sara ali")]
    [InlineData("", "")]
    [InlineData(" ـ ", "")]
    public void Fold_SpellingsOfTheSameWords_MeetInOneKey(string typed, string expected) =>
        Assert.Equal(expected, ArabicText.Fold(typed));

    [Theory]
    [InlineData("ا\u0657\u0654")] // a mark between alef and its hamza keeps normalisation from joining them
    [InlineData("e\u0640\u0301")] // a tatweel between a letter and its accent likewise
    [InlineData("\u00B4a \u00A8")]
    [InlineData("\uFDFA\uFDFD")]
    [InlineData("İI")]
    public void Fold_OddCombinations_AreStableAfterOneFold(string typed)
    {
        var once = ArabicText.Fold(typed);

        Assert.Equal(once, ArabicText.Fold(once));
    }

    [Theory]
    [InlineData("س\uD83Dع")]
    [InlineData("\uDE00سع")]
    [InlineData("سع\uFFFE")]
    public void Fold_DamagedUnicode_DoesNotThrow(string typed) =>
        Assert.Contains("ع", ArabicText.Fold(typed), StringComparison.Ordinal);

    [Fact]
    public void Fold_AnyText_IsIdempotent()
    {
        var letters = Gen.OneOf(
            Gen.Elements("أإآٱاىيیکةهـ ًٌَّؤئ٣۳ \u0654\u0657\u0301\u200F\u06DD\u06E5\uFEFB\uFDFAaÉİßſK".ToCharArray()),
            Gen.Choose(0, char.MaxValue).Select(code => (char)code));
        var texts = letters.ArrayOf().Select(characters => new string(characters)).ToArbitrary();

        Prop.ForAll(texts, text => ArabicText.Fold(ArabicText.Fold(text)) == ArabicText.Fold(text))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }
}
