using CaseWorkflows.Cases.Identifiers;

namespace CaseWorkflows.Cases.Tests.Identifiers;

public sealed class MobileTests
{
    [Theory]
    [InlineData("0512345678")]
    [InlineData("512345678")]
    [InlineData("966512345678")]
    [InlineData("00966512345678")]
    [InlineData("+966512345678")]
    [InlineData("+966 51 234-5678")]
    [InlineData("٠٥١٢٣٤٥٦٧٨")]
    [InlineData("۰۵۱۲۳۴۵۶۷۸")]
    [InlineData("\u202A+966512345678\u202C")]
    public void TryNormalize_UsualSpellings_MeetInOneNumber(string typed)
    {
        Assert.True(Mobile.TryNormalize(typed, out var e164));
        Assert.Equal("+966512345678", e164);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0112345678")]
    [InlineData("051234567")]
    [InlineData("05123456789")]
    [InlineData("+971512345678")]
    [InlineData("05123x5678")]
    [InlineData("+96651234567+")]
    [InlineData("0966512345678")]
    public void TryNormalize_AnythingElse_IsRefused(string? typed)
    {
        Assert.False(Mobile.TryNormalize(typed, out var e164));
        Assert.Empty(e164);
    }
}
