using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Tests.Text;

public sealed class DigitsTests
{
    [Theory]
    [InlineData("٠١٢٣٤٥٦٧٨٩", "0123456789")]
    [InlineData("۰۱۲۳۴۵۶۷۸۹", "0123456789")]
    [InlineData("جوال ٠٥٠ - room ۷", "جوال 050 - room 7")]
    [InlineData("½ ५ 5", "½ ५ 5")]
    [InlineData("", "")]
    public void ToAscii_TouchesOnlyArabicAndPersianDigits(string typed, string expected) =>
        Assert.Equal(expected, Digits.ToAscii(typed));
}
