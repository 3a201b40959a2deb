using CaseWorkflows.Cases.Identifiers;
using FsCheck;
using FsCheck.Fluent;

namespace CaseWorkflows.Cases.Tests.Identifiers;

public sealed class NationalIdTests
{
    [Theory]
    [InlineData("1010101010", "1010101010")]
    [InlineData("2020202020", "2020202020")]
    [InlineData("١٠١٠١٠١٠١٠", "1010101010")]
    [InlineData(" 101 010-1010 ", "1010101010")]
    [InlineData("\u200F2020202020", "2020202020")]
    public void Check_ValidNumber_IsNormalisedWithoutDoubt(string typed, string normalized) =>
        Assert.Equal(new IdentifierCheck(normalized, null), NationalId.Check(typed));

    [Theory]
    [InlineData(null, "", IdentifierDoubt.NotTenDigits)]
    [InlineData("  ", "", IdentifierDoubt.NotTenDigits)]
    [InlineData("101010101", "101010101", IdentifierDoubt.NotTenDigits)]
    [InlineData("10101010100", "10101010100", IdentifierDoubt.NotTenDigits)]
    [InlineData("10101o1010", "10101O1010", IdentifierDoubt.NotTenDigits)]
    [InlineData("3010101018", "3010101018", IdentifierDoubt.UnknownKind)]
    [InlineData("1010101011", "1010101011", IdentifierDoubt.CheckDigitFails)]
    public void Check_DoubtfulNumber_IsKeptAndNamed(string? typed, string normalized, IdentifierDoubt doubt) =>
        Assert.Equal(new IdentifierCheck(normalized, doubt), NationalId.Check(typed));

    [Fact]
    public void Check_OneDigitMistyped_IsAlwaysDoubted()
    {
        var mistakes =
            from stem in Gen.Choose(100_000_000, 299_999_999)
            from place in Gen.Choose(0, 9)
            from shift in Gen.Choose(1, 9)
            select (Valid: WithCheckDigit(stem), place, shift);

        Prop.ForAll(mistakes.ToArbitrary(), mistake =>
        {
            var digits = mistake.Valid.ToCharArray();
            digits[mistake.place] = (char)('0' + ((digits[mistake.place] - '0' + mistake.shift) % 10));
            return NationalId.Check(mistake.Valid).Doubt is null && NationalId.Check(new string(digits)).Doubt is not null;
        }).QuickCheckThrowOnFailure();
    }

    private static string WithCheckDigit(int stem) =>
        Enumerable.Range(0, 10)
            .Select(last => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{stem}{last}"))
            .Single(number => NationalId.Check(number).Doubt is null);
}
