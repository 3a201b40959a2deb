using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Tests.CommandLine;

public sealed class PostgresSettingsTests
{
    [Theory]
    [InlineData(null, "needs a connection string")]
    [InlineData(" ", "needs a connection string")]
    [InlineData("postgres://user:geheim@host/db", "consists of Name=value; pairs")]
    [InlineData("Host=h;Database=d;Port=geheim", "consists of Name=value; pairs")]
    [InlineData("Host=h;Datenbank=geheim", "consists of Name=value; pairs")]
    [InlineData("Host=h;Password=geheim", "Host and Database")]
    public void What_cannot_be_used_is_refused_without_being_quoted(string? given, string explanation)
    {
        var refused = Assert.Throws<SettingsException>(() => PostgresSettings.Read(given));

        Assert.Contains("CaseWorkflows__Postgres", refused.Message, StringComparison.Ordinal);
        Assert.Contains(explanation, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_given_is_kept_and_the_name_of_the_database_read_from_it() =>
        Assert.Equal("cases", PostgresSettings.Read("Host=localhost;Database=cases;Username=u").Database);

    [Fact]
    public void A_password_for_the_keys_is_not_a_short_one()
    {
        var refused = Assert.Throws<SettingsException>(() => PostgresSettings.Read("Host=h;Database=d", "geheim"));

        Assert.Contains("at least 16", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", refused.Message, StringComparison.Ordinal);
    }
}
