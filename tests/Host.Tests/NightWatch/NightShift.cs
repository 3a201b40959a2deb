using System.Net.Http.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Engine.State;
using CaseWorkflows.Host.NightWatch;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.NightWatch;

/// <summary>A day's work, done once: cases at several places of their procedure. Each test gets a copy of it to plant its fault in.</summary>
public sealed class NightShift : IAsyncLifetime, IDisposable
{
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

    /// <summary>The day's data, for a test to spoil.</summary>
    internal TestStore Copy() => TestStore.CopyOf(_day);

    /// <summary>A host of the same evening on a copy of the data with something wrong in it.</summary>
    internal HostFactory With(TestStore copy, string fault)
    {
        copy.Tamper(fault
            .Replace("{unreadable}", copy.ConnectionString is null ? "x'7b'" : @"'\x7b'", StringComparison.Ordinal)
            .Replace("{verifying}", $"'{Verifying}'", StringComparison.Ordinal)
            .Replace("{deciding}", $"'{Deciding}'", StringComparison.Ordinal)
            .Replace("{closed}", $"'{Closed}'", StringComparison.Ordinal)
            .Replace("{cancelled}", $"'{Cancelled}'", StringComparison.Ordinal));
        var host = new HostFactory { KeptData = copy };
        host.Clock.Pass(_evening - host.Clock.GetUtcNow());
        return host;
    }

    /// <summary>Takes every bookmark out of an instance's state.</summary>
    public static void Forget(TestStore store, string caseId)
    {
        store.IsTampered = true;
        using var connection = store.Open();
        using var read = connection.CreateCommand();
        read.CommandText = $"SELECT state FROM workflow_instances WHERE case_id = '{caseId}'";
        using var write = connection.CreateCommand();
        write.CommandText = $"UPDATE workflow_instances SET state = @state WHERE case_id = '{caseId}'; DELETE FROM bookmarks WHERE workflow_instance_id = (SELECT id FROM workflow_instances WHERE case_id = '{caseId}')";
        var state = write.CreateParameter();
        (state.ParameterName, state.Value) = ("@state", WorkflowStateJson.ToUtf8(WorkflowStateJson.FromUtf8((byte[])read.ExecuteScalar()!) with { Bookmarks = [] }));
        write.Parameters.Add(state);
        write.ExecuteNonQuery();
    }

    internal static async Task<string[]> RoundAsync(HostFactory host, bool repair)
        => [.. (await host.Services.GetRequiredService<NightWatcher>().RunAsync(repair, default)).Select(finding => repair ? $"{finding.Code} {finding.Found}-{finding.Left}" : finding.Code)];
}
