using CaseWorkflows.Host.Keys;

namespace CaseWorkflows.Host.Tests.People;

public sealed class KeySealTests
{
    private readonly KeySeal _seal = new("a long enough password");

    [Fact]
    public void What_was_closed_is_opened_by_another_host_with_the_same_password_and_says_nothing_in_between()
    {
        var stored = _seal.Close("a key");

        Assert.DoesNotContain("a key", stored, StringComparison.Ordinal);
        Assert.NotEqual(stored, _seal.Close("a key"));
        Assert.Equal("a key", new KeySeal("a long enough password").Open(stored));
    }

    [Theory]
    [InlineData(null, "Give this host the password")]
    [InlineData("another long password", "under another password")]
    public void A_host_with_another_password_or_none_is_told(string? password, string explanation)
    {
        var told = Assert.Throws<InvalidOperationException>(() => new KeySeal(password).Open(_seal.Close("a key")));

        Assert.Contains(explanation, told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_kept_before_there_was_a_password_is_still_read() => Assert.Equal("a key", _seal.Open(new KeySeal(null).Close("a key")));
}
