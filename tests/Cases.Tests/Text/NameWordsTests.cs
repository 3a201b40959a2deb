using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Tests.Text;

public sealed class NameWordsTests
{
    [Theory]
    [InlineData("محمد سعد الطرفه", "محمد|سعد|الطرفه")]
    [InlineData("نص%غريب_هنا", "نص|غريب|هنا")]
    [InlineData(" (ام سعد) ", "ام|سعد")]
    [InlineData("شخص 247", "شخص|247")]
    [InlineData("محمد محمد", "محمد|محمد")]
    [InlineData("al-tarfa o'x", "al|tarfa|o|x")]
    [InlineData("हिंदी ①", "हिंदी|①")]
    [InlineData("𐤀𐤁 ب", "𐤀𐤁|ب")]
    [InlineData("%_\\ - ،", "")]
    [InlineData("", "")]
    public void Of_WhateverIsNoLetterDigitOrMark_SeparatesWords(string folded, string words)
        => Assert.Equal(words, string.Join('|', NameWords.Of(folded)));

    [Theory]
    [InlineData("الطرفه", "طرفه", "الطرفه")]
    [InlineData("طرفه", "طرفه", "الطرفه")]
    [InlineData("الاء", "اء", "الاء")]
    [InlineData("ال", "", "ال")]
    [InlineData("ا", "ا", "الا")]
    public void WithoutArticle_AndWith_BothSpellingsComeToTheSame(string word, string without, string with)
    {
        Assert.Equal(without, NameWords.WithoutArticle(word));
        Assert.Equal(with, NameWords.WithArticle(word));
    }
}
