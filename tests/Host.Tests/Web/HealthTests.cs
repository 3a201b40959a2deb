using System.Net;

namespace CaseWorkflows.Host.Tests.Web;

public sealed class HealthTests(HostFactory host) : IClassFixture<HostFactory>
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_started_host_is_well(string probe)
    {
        using var client = host.CreateClient();

        using var answer = await client.GetAsync(probe);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_database_behind_this_version_is_not_ready_but_live()
    {
        await using var behind = new HostFactory();
        using var client = behind.CreateClient();
        await using (var connection = behind.Store.Open())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM schema_versions";
            await command.ExecuteNonQueryAsync();
        }

        using var ready = await client.GetAsync("/health/ready");
        using var live = await client.GetAsync("/health/live");

        await ready.IsProblemAsync(503, "not-ready");
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }
}
