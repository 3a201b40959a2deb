using CaseWorkflows.Host.Audit;
using CaseWorkflows.Host.Tests.CommandLine;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Audit;

/// <summary>Somebody with the database file takes the triggers off and edits; the walk names the place.</summary>
public sealed class WhenHistoriesAreVerified : IDisposable
{
    private readonly TestStore _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("", null)]
    [InlineData("UPDATE case_events SET reason = 'another' WHERE seq = 3", "3:Altered")]
    [InlineData("UPDATE case_events SET actor = 'somebody' WHERE seq = 1", "1:Altered")]
    [InlineData("DELETE FROM case_events WHERE seq = 2", "2:Gap")]
    [InlineData("DELETE FROM case_events", "1:Gap")]
    [InlineData("UPDATE case_events SET previous_hash = hash WHERE seq = 4", "4:WrongPrevious")]
    [InlineData("DELETE FROM case_events WHERE seq > 3", "4:EndMissing")]
    [InlineData("UPDATE cases SET history_seq = 4", "5:EndDiffers")]
    [InlineData("UPDATE cases SET history_hash = 'another'", "5:EndDiffers")]
    [InlineData("DELETE FROM cases", "5:CaseMissing")]
    public async Task The_first_broken_place_is_named(string tampering, string? place)
    {
        await using var host = new HostFactory { KeptData = _data };
        using var team = await Team.HireAsync(host, "natiq");
        var id = await team.OpenCaseAsync();
        await team.DoAsync(id, "receive", CaseWorkflows.Cases.People.Role.RelationsOfficer, "Received");
        _data.Tamper(tampering);

        var verdict = await host.Services.GetRequiredService<HistoryAudit>().VerifyAsync(default);

        Assert.Equal(place is null ? [] : [place], verdict.Broken.Select(broken => $"{broken.Break.Seq}:{broken.Break.Fault}"));
        Assert.All(verdict.Broken, broken => Assert.Equal(id, broken.CaseId));
        Assert.Equal(place switch { "2:Gap" => 4, "1:Gap" => 0, "4:EndMissing" => 3, _ => 5 }, verdict.Events);
    }

    [Fact]
    public async Task The_command_answers_with_its_exit_code_and_needs_a_database()
    {
        var before = await HostProcess.RunAsync("audit", "verify", "--data", _data.Folder);
        await HostProcess.RunAsync("migrate", "--data", _data.Folder);
        var after = await HostProcess.RunAsync("audit", "verify", "--data", _data.Folder);

        Assert.Equal((1, 0), (before.ExitCode, after.ExitCode));
        Assert.Contains("run 'migrate' first", before.Error, StringComparison.Ordinal);
        Assert.Contains("0 histories with 0 events walked, 0 broken, 0 not as told or sealed.", after.Output, StringComparison.Ordinal);
    }
}
