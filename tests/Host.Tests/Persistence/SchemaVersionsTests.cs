using CaseWorkflows.Host.Persistence;

namespace CaseWorkflows.Host.Tests.Persistence;

/// <summary>A release history of four migrations: 2 and 3 only added something, 4 took away what hosts older than 3 still used.</summary>
public sealed class SchemaVersionsTests
{
    private static readonly SchemaVersion[] History = [new("1", "1"), new("2", "1"), new("3", "1"), new("4", "3")];

    [Theory]
    [InlineData(1, 1, null)]
    [InlineData(1, 3, null)]
    [InlineData(2, 3, null)]
    [InlineData(4, 4, null)]
    [InlineData(4, 2, null)]
    [InlineData(3, 4, null)]
    [InlineData(1, 4, "4")]
    [InlineData(2, 4, "4")]
    public void A_host_goes_on_beside_what_is_newer_unless_a_change_leaves_it_behind(int host, int database, string? tooNew)
    {
        var known = History.Take(host).Select(version => version.Id).ToList();

        Assert.Equal(tooNew, SchemaVersions.TooNewFor(known, History.Take(database)));
    }

    [Theory]
    [InlineData(2, "1", null)]
    [InlineData(4, "3", null)]
    [InlineData(4, "2", "2")]
    public void A_change_waits_for_hosts_it_would_leave_behind(int upTo, string connected, string? leftBehind) =>
        Assert.Equal(leftBehind, SchemaVersions.LeftBehindBy(History.Take(upTo).Skip(1), [connected]));

    [Fact]
    public void Every_migration_of_this_build_names_itself_or_one_before_it() =>
        Assert.All(SchemaVersions.All, version => Assert.True(SchemaVersions.Known.Contains(version.OldestHost) && string.CompareOrdinal(version.OldestHost, version.Id) <= 0, version.Id));
}
