using CaseWorkflows.Cases.Identifiers;

namespace CaseWorkflows.Cases.Tests.Identifiers;

public sealed class IbanTests
{
    private const string Valid = "SA0380000000608010167519";

    [Theory]
    [InlineData(Valid)]
    [InlineData("SA03 8000 0000 6080 1016 7519")]
    [InlineData("sa0380000000608010167519")]
    [InlineData("SA٠٣٨٠٠٠٠٠٠٠٦٠٨٠١٠١٦٧٥١٩")]
    public void TryNormalize_UsualSpellings_MeetInOneNumber(string typed)
    {
        Assert.True(Iban.TryNormalize(typed, out var iban));
        Assert.Equal(Valid, iban);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("SA038000000060801016751")]
    [InlineData("SA03800000006080101675190")]
    [InlineData("SA0480000000608010167519")]
    [InlineData("SA0380000000608010167591")]
    [InlineData("GB82WEST12345698765432")]
    [InlineData("SA03800000006080101675é9")]
    public void TryNormalize_AnythingElse_IsRefused(string? typed)
    {
        Assert.False(Iban.TryNormalize(typed, out var iban));
        Assert.Empty(iban);
    }

    [Fact]
    public void TryNormalize_AnyOneDigitMistyped_IsRefused()
    {
        for (var place = 2; place < Valid.Length; place++)
        {
            var digits = Valid.ToCharArray();
            digits[place] = digits[place] == '9' ? '0' : (char)(digits[place] + 1);
            Assert.False(Iban.TryNormalize(new string(digits), out _), $"place {place}");
        }
    }
}
