using System.Net.Http.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Engine.State;
using CaseWorkflows.Host.NightWatch;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.NightWatch;

/// <summary>A day's work on SQLite, done once: cases at several places of their procedure. Each test gets a copy of the data folder to plant its fault in.</summary>
public sealed class NightShift : IAsyncLifetime, IDisposable
{
    /// <summary>Why tests that plant faults in a copy leave PostgreSQL out. Every procedure's end is watched there, and the crash tests.</summary>
    public const string Reason = "each fault is planted in a copy of one day's data folder.";

    private readonly TestStore _day = new();
    private DateTimeOffset _evening;

    /// <summary>Waits for its information to be verified.</summary>
    public string Verifying { get; private set; } = "";

    /// <summary>Before the committee; the floor's timer runs.</summary>
    public string Deciding { get; private set; } = "";

    /// <summary>Withdrawn at reception.</summary>
    public string Closed { get; private set; } = "";

    /// <summary>Ended by a supervisor.</summary>
    public string Cancelled { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (TestedDatabase.IsPostgres)
        {
            return; // whoever uses it is skipped
        }

        await using var host = new HostFactory { KeptData = _day };
        using var team = await Team.HireAsync(host, "natiq");
        Verifying = await team.OpenCaseAsync();
        await team.DoAsync(Verifying, "receive", Role.RelationsOfficer, "Received");
        Deciding = await team.BringToCommitteeAsync();
        Closed = await team.OpenCaseAsync();
        await team.DoAsync(Closed, "receive", Role.RelationsOfficer, "Withdrawn", "as they wished");
        Cancelled = await team.OpenCaseAsync();
        using var cancel = await team[Role.RelationsSupervisor].Client.PostAsJsonAsync($"/api/v1/cases/{Cancelled}/cancel", new { reason = "entered twice" });
        await cancel.OkAsync();
        await host.SettleAsync();
        _evening = host.Clock.GetUtcNow();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _day.Dispose();

    /// <summary>A host of the same evening on a copy of the data with something wrong in it.</summary>
    internal HostFactory With(TestStore copy, string fault)
    {
        CopyTo(copy.Folder);
        copy.Tamper(fault
            .Replace("{verifying}", $"'{Verifying}'", StringComparison.Ordinal)
            .Replace("{deciding}", $"'{Deciding}'", StringComparison.Ordinal)
            .Replace("{closed}", $"'{Closed}'", StringComparison.Ordinal)
            .Replace("{cancelled}", $"'{Cancelled}'", StringComparison.Ordinal));
        var host = new HostFactory { KeptData = copy };
        host.Clock.Pass(_evening - host.Clock.GetUtcNow());
        return host;
    }

    /// <summary>Takes every bookmark out of an instance's state.</summary>
    public static void Forget(string folder, string caseId)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "caseworkflows.db")};Pooling=False");
        connection.Open();
        using var read = connection.CreateCommand();
        read.CommandText = "SELECT state FROM workflow_instances WHERE case_id = $id";
        read.Parameters.AddWithValue("$id", caseId);
        var state = WorkflowStateJson.FromUtf8((byte[])read.ExecuteScalar()!) with { Bookmarks = [] };
        using var write = connection.CreateCommand();
        write.CommandText = "UPDATE workflow_instances SET state = $state WHERE case_id = $id; DELETE FROM bookmarks WHERE workflow_instance_id = (SELECT id FROM workflow_instances WHERE case_id = $id)";
        write.Parameters.AddWithValue("$id", caseId);
        write.Parameters.AddWithValue("$state", WorkflowStateJson.ToUtf8(state));
        write.ExecuteNonQuery();
    }

    internal static async Task<string[]> RoundAsync(HostFactory host, bool repair)
        => [.. (await host.Services.GetRequiredService<NightWatcher>().RunAsync(repair, default)).Select(finding => repair ? $"{finding.Code} {finding.Found}-{finding.Left}" : finding.Code)];

    private void CopyTo(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(_day.Folder, "*", SearchOption.AllDirectories).Where(file => !file.Contains("logs", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(_day.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
