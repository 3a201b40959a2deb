using System.Text;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Evidence.Sealing;
using CaseWorkflows.Host.Audit;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Sealing;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Sealing;

/// <summary>Somebody has the database, knows how hashes are made, and makes them anew. The seals, signed with a key that lies elsewhere and copied away, tell.</summary>
public sealed class WhenHistoriesAreSealed : IAsyncLifetime
{
    private readonly HostFactory _host = new();
    private Team _team = null!;

    public async Task InitializeAsync() => _team = await Team.HireAsync(_host, "natiq");

    public async Task DisposeAsync()
    {
        _team.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Each_day_has_a_seal_over_all_and_over_what_moved_tied_to_the_one_before_and_copied_away()
    {
        var id = await _team.OpenCaseAsync();
        await _team.OpenCaseAsync();
        await NextDayAsync();
        await _team.DoAsync(id, "receive", Role.RelationsOfficer, "Received");
        await NextDayAsync();
        await NextDayAsync();
        await _host.Services.GetRequiredService<SealKeys>().RotateAsync("natiq", default);
        await NextDayAsync();

        var seals = await SealsAsync();

        Assert.Equal([(1, 2, 2), (2, 2, 1), (3, 2, 0), (4, 2, 0)], seals.Select(seal => (seal.Number, seal.Cases, seal.Changed)));
        Assert.Equal(2, seals.Select(seal => seal.Key).Distinct(StringComparer.Ordinal).Count());
        Assert.Null(SealChain.Verify(seals, new KeyChain(await _host.Services.GetRequiredService<SealKeys>().AllAsync("natiq", default))));
        Assert.Equal(seals.Select(seal => Encoding.UTF8.GetString(seal.ToLine())), await _host.Services.GetRequiredService<SealCopies>().ReadAsync("natiq", default));
        Assert.Empty(await FindAsync());
    }

    [Fact]
    public async Task What_has_not_moved_since_a_seal_of_the_same_day_is_not_sealed_again()
    {
        await _team.OpenCaseAsync();
        var sealer = _host.Services.GetRequiredService<Sealer>();

        Assert.NotNull(await sealer.SealAsync("natiq", default));
        Assert.Null(await sealer.SealAsync("natiq", default));
        Assert.Null(await sealer.SealAsync("bakkah", default)); // no case there
        Assert.Single(await SealsAsync());
    }

    [Fact]
    public async Task A_history_made_anew_with_all_its_hashes_holds_in_itself_and_not_against_its_seals()
    {
        var (id, number) = await SealedTwiceAsync();
        await RewriteAsync(id, from: 4, line => line with { Actor = "somebody-else" });

        Assert.Empty((await _host.Services.GetRequiredService<HistoryAudit>().VerifyAsync(default)).Broken);
        var found = Assert.Single(await FindAsync());
        Assert.StartsWith($"{number}: one of the events 3 to 5 ", found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE FROM case_events WHERE case_id = '{id}' AND seq > 2; UPDATE cases SET history_seq = 2, history_hash = (SELECT hash FROM case_events WHERE case_id = '{id}' AND seq = 2) WHERE id = '{id}'", "one of the events 3 to 5")]
    [InlineData("DELETE FROM case_events WHERE case_id = '{id}'; DELETE FROM cases WHERE id = '{id}'", "one of the events 1 to 2")]
    [InlineData("DELETE FROM seals WHERE number = 2", "was copied as")]
    [InlineData("UPDATE seals SET line = replace(line, '\"cases\":2', '\"cases\":3') WHERE number = 2", "was copied as")]
    [InlineData("UPDATE sealed_heads SET seq = seq - 1 WHERE seal = 2", "the sealed ends of histories of seal 2")]
    [InlineData("DELETE FROM sealed_heads WHERE seal = 2", "the sealed ends of histories of seal 2")]
    public async Task Whatever_is_taken_away_or_changed_is_told(string tampering, string told)
    {
        var (id, _) = await SealedTwiceAsync();
        _host.Store.Tamper(Unguarded() + tampering.Replace("{id}", id, StringComparison.Ordinal));

        Assert.Contains(await FindAsync(), line => line.Contains(told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Copies_that_differ_are_told_and_never_overwritten()
    {
        await SealedTwiceAsync();
        var copies = _host.Services.GetRequiredService<SealCopies>();
        var lines = (await copies.ReadAsync("natiq", default)).ToList();
        await File.WriteAllLinesAsync(copies.FileOf("natiq"), [lines[0].Replace("\"cases\":2", "\"cases\":1", StringComparison.Ordinal), lines[1]]);

        await NextDayAsync();

        Assert.Equal(2, (await copies.ReadAsync("natiq", default)).Count);
        Assert.Contains(await FindAsync(), line => line.Contains("seal 1 was copied as", StringComparison.Ordinal));
    }

    private async Task<(string Id, string Number)> SealedTwiceAsync()
    {
        var id = await _team.OpenCaseAsync();
        await _team.OpenCaseAsync();
        await NextDayAsync();
        await _team.DoAsync(id, "receive", Role.RelationsOfficer, "Received");
        await NextDayAsync();
        return (id, (await _team.Officer.CaseAsync(id)).Text("number"));
    }

    private async Task NextDayAsync()
    {
        await _host.Services.GetRequiredService<SealJob>().RunAsync(default);
        _host.Clock.Pass(TimeSpan.FromDays(1));
    }

    /// <summary>As somebody would who has the database and this program's source.</summary>
    private async Task RewriteAsync(string id, long from, Func<CaseEvent, CaseEvent> change)
    {
        var rows = await _host.LookAsync(db => db.CaseEvents.AsNoTracking().Where(line => line.CaseId == id).OrderBy(line => line.Seq).ToListAsync());
        var (previous, sql) = (HashChain.Genesis, new StringBuilder());
        foreach (var line in rows.Select(row => row.ToEvent()))
        {
            var linked = HashChain.Link(line.Seq == from ? change(line) : line, line.Seq - 1, previous);
            sql.Append(System.Globalization.CultureInfo.InvariantCulture, $"UPDATE case_events SET actor = '{linked.Actor}', previous_hash = '{linked.PreviousHash}', hash = '{linked.Hash}' WHERE case_id = '{id}' AND seq = {linked.Seq};");
            previous = linked.Hash;
        }

        _host.Store.Tamper(sql.Append(System.Globalization.CultureInfo.InvariantCulture, $"UPDATE cases SET history_hash = '{previous}' WHERE id = '{id}'").ToString());
    }

    /// <summary>Takes the guards off the seals as well.</summary>
    private string Unguarded() => _host.Store.ConnectionString is null
        ? "DROP TRIGGER seals_no_update; DROP TRIGGER seals_no_delete; DROP TRIGGER sealed_heads_no_update; DROP TRIGGER sealed_heads_no_delete;"
        : "ALTER TABLE seals DISABLE TRIGGER USER; ALTER TABLE sealed_heads DISABLE TRIGGER USER;";

    private async Task<List<Seal>> SealsAsync()
        => (await _host.LookAsync(db => db.Seals.AsNoTracking().OrderBy(row => row.Number).Select(row => row.Line).ToListAsync())).ConvertAll(line => Seal.Parse(Encoding.UTF8.GetBytes(line))!);

    private async Task<List<string>> FindAsync()
    {
        var found = new List<string>();
        await foreach (var line in _host.Services.GetRequiredService<SealAudit>().FindAsync(default))
        {
            found.Add(line);
        }

        return found;
    }
}
