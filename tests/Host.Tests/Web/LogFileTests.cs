using System.Net;
using CaseWorkflows.Host.Tests.Databases;

namespace CaseWorkflows.Host.Tests.Web;

public sealed class LogFileTests
{
    [Fact]
    public async Task A_path_as_typed_is_on_no_line_of_the_file()
    {
        using var data = new TestStore();
        await using (var host = new HostFactory { KeptData = data, RealLogs = true })
        {
            using var client = host.CreateClient();
            using var answer = await client.GetAsync("/api/v1/cases/1098765432?q=1098765432");
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        var lines = await File.ReadAllLinesAsync(Assert.Single(Directory.EnumerateFiles(Path.Combine(data.Folder, "logs"))));
        Assert.Contains(lines, line => line.Contains("/api/v1/cases/{id}", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("1098765432", StringComparison.Ordinal));
    }
}
