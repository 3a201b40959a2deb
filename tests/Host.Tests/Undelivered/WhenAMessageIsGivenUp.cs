using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Audit;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tests.CommandLine;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Undelivered;

/// <summary>A message nobody could deliver for a working day waits for an administrator.</summary>
public sealed class WhenAMessageIsGivenUp : IDisposable
{
    private readonly TestStore _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task An_administrator_of_the_association_sees_it_and_sends_it_again_once_the_cause_is_gone()
    {
        await using var host = new HostFactory { KeptData = _data };
        using var team = await Team.HireAsync(host, "natiq");
        using var elsewhere = await host.EmployAsync(("maman", Role.Administrator));
        var id = await GiveUpAsync(host, await team.OpenCaseAsync());
        var administrator = team[Role.Administrator];

        var letter = Assert.Single((await administrator.GetAsync("/api/v1/outbox/dead")).GetProperty("items").EnumerateArray());
        Assert.Equal((id, 12, "InvalidOperationException"), (letter.GetProperty("id").GetInt64(), letter.GetProperty("attempts").GetInt32(), letter.Text("lastError")));
        Assert.Equal(0, (await elsewhere.GetAsync("/api/v1/outbox/dead")).GetProperty("totalCount").GetInt32());
        using (var hidden = await ReplayAsync(elsewhere, id))
        {
            await hidden.IsProblemAsync(404, "no-such-message");
        }

        using (var refused = await ReplayAsync(team.Officer, id))
        {
            await refused.IsProblemAsync(403, "role-required");
        }

        await ChangeAsync(host, "UPDATE outbox SET kind = 'beneficiary-message' WHERE kind = 'pigeon'");
        using (var replayed = await ReplayAsync(administrator, id))
        {
            Assert.Equal("beneficiary-message", (await replayed.OkAsync()).Text("kind"));
        }

        await host.SettleAsync();

        Assert.Equal(1, await host.LookAsync(context => context.Messages.CountAsync(message => message.TextEn == "b")));
        var line = Assert.Single(await team.Officer.HistoryAsync(letter.Text("caseId")), line => line.Text("action") == "MessageReplayed");
        Assert.Equal((administrator.Id, id), (line.Text("actor"), line.GetProperty("data").GetProperty("message").GetInt64()));
        Assert.Empty((await host.Services.GetRequiredService<HistoryAudit>().VerifyAsync(default)).Broken);
        using var twice = await ReplayAsync(administrator, id);
        await twice.IsProblemAsync(409, "message-not-dead");
    }

    [SqliteFact("the command finds its database by the data folder.")]
    public async Task The_commands_list_and_replay_beside_a_running_service()
    {
        await using var host = new HostFactory { KeptData = _data };
        using var team = await Team.HireAsync(host, "natiq");
        var id = await GiveUpAsync(host, await team.OpenCaseAsync());

        var listed = await HostProcess.RunAsync("outbox", "list", "--dead", "--data", _data.Folder);
        var neither = await HostProcess.RunAsync("outbox", "replay", "--data", _data.Folder);
        var unknown = await HostProcess.RunAsync("outbox", "replay", "999999", "--data", _data.Folder);
        var all = await HostProcess.RunAsync("outbox", "replay", "--all", "--data", _data.Folder);

        Assert.Equal((0, 1, 1, 0), (listed.ExitCode, neither.ExitCode, unknown.ExitCode, all.ExitCode));
        Assert.Contains($"{id} pigeon natiq case ", listed.Output, StringComparison.Ordinal);
        Assert.Contains("after 12 tries InvalidOperationException", listed.Output, StringComparison.Ordinal);
        Assert.Contains("999999: There is no outgoing message", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("1 messages go out again", all.Output, StringComparison.Ordinal);
        Assert.False(await host.LookAsync(context => context.Outbox.AnyAsync(row => row.DeadAt != null)));
    }

    /// <summary>A message of a kind nobody delivers, tried until it is given up. Answers with its number.</summary>
    private static async Task<long> GiveUpAsync(HostFactory host, string caseId)
    {
        await ChangeAsync(host, $$"""
            INSERT INTO outbox (kind, idempotency_key, association_key, case_id, payload, created_at, next_attempt_at, attempts)
            VALUES ('pigeon', 'one', 'natiq', '{{caseId}}', '{"textArabic":"a","textEnglish":"b","reason":null,"messageClass":"Service"}', 1, 1, 0)
            """);
        for (var attempt = 0; attempt < 12; attempt++)
        {
            await host.PassTimeAsync(TimeSpan.FromHours(1));
        }

        return await host.LookAsync(context => context.Outbox.Where(row => row.DeadAt != null).Select(row => row.Id).SingleAsync());
    }

    private static Task<HttpResponseMessage> ReplayAsync(Person person, long id) => person.Client.PostAsync($"/api/v1/outbox/{id}/replay", null);

    private static Task ChangeAsync(HostFactory host, string sql) => host.Services.GetRequiredService<UnitOfWork>().WriteAsync<bool>(async (tx, ct) =>
    {
        await using var command = tx.Connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
        return true;
    }, default);
}
