using System.Net;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Reads;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Reads;

/// <summary>What was read is on the disk before the answer is out, gets into the database whole and once, and stays as it is.</summary>
public sealed class WhenReadsAreKept
{
    [Fact]
    public async Task What_a_host_left_behind_is_taken_in_by_the_next_and_once_however_often_it_is_found()
    {
        using var data = new TestStore();
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        string id;
        await using (var host = new HostFactory { KeptData = data })
        {
            using var team = await Team.HireAsync(host, "natiq");
            id = await team.OpenCaseAsync();
            await team.Officer.CaseAsync(id);
            await team.Officer.CaseAsync(id);
            foreach (var file in Directory.GetFiles(Path.Combine(data.Folder, "reads")))
            {
                files[file] = await ReadSharedAsync(file); // as they lie there while the host still runs, or was killed
            }
        }

        await using var next = new HostFactory { KeptData = data };
        var import = next.Services.GetRequiredService<ReadImport>();
        var first = await import.RunAsync(default);
        foreach (var (file, content) in files)
        {
            await File.WriteAllBytesAsync(file, content); // as if it had died between the commit and the removal
        }

        var second = await import.RunAsync(default);

        Assert.Equal((2, 0), (first, second));
        Assert.Equal(2, await next.LookAsync(db => db.ReadCases.CountAsync(of => of.CaseId == id)));
        Assert.Empty(Directory.GetFiles(Path.Combine(data.Folder, "reads")));
    }

    [Fact]
    public async Task A_line_cut_short_by_a_power_failure_costs_that_line_alone()
    {
        await using var host = new HostFactory();
        using var team = await Team.HireAsync(host, "natiq");
        var id = await team.OpenCaseAsync();
        await team.Officer.CaseAsync(id);
        var folder = Path.Combine(host.DataFolder, "reads");
        var whole = await ReadSharedAsync(Assert.Single(Directory.GetFiles(folder)));
        await File.WriteAllBytesAsync(Path.Combine(folder, "reads-0.jsonl"), whole[..^20]);

        var taken = await host.Services.GetRequiredService<ReadImport>().RunAsync(default);

        Assert.Equal(1, taken);
        Assert.Contains(host.Log.Lines, line => line.Contains("cut short", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_it_cannot_be_written_down_nothing_is_shown()
    {
        await using var host = new HostFactory();
        using var team = await Team.HireAsync(host, "natiq");
        var person = Somebody.New();
        var id = await team.OpenCaseAsync(Request.For(person));
        using var supervisor = await Visitor.SignedInAsync(host, ("natiq", Role.RelationsSupervisor));
        await File.WriteAllTextAsync(Path.Combine(host.DataFolder, "reads"), "no folder");

        using var page = await supervisor.Client.GetAsync($"/cases/{id}");
        using var answer = await team.Officer.Client.GetAsync($"/api/v1/cases/{id}");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (page.StatusCode, answer.StatusCode));
        Assert.DoesNotContain(person.FullName, await page.Content.ReadAsStringAsync() + await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_batch_is_sealed_over_the_one_before_and_none_can_be_changed()
    {
        await using var host = new HostFactory();
        using var team = await Team.HireAsync(host, "natiq");
        var id = await team.OpenCaseAsync();
        for (var batch = 0; batch < 3; batch++)
        {
            await team.Officer.CaseAsync(id);
            await team.Officer.GetAsync($"/api/v1/cases/{id}/history");
            await host.Services.GetRequiredService<ReadImport>().RunAsync(default);
        }

        var previous = HashChain.Genesis;
        foreach (var batch in await host.LookAsync(db => db.ReadBatches.OrderBy(row => row.Number).ToListAsync()))
        {
            var rows = await host.LookAsync(db => db.Reads.Where(row => row.Batch == batch.Number).OrderBy(row => row.Place).ToListAsync());
            var cases = await host.LookAsync(db => db.ReadCases.OrderBy(row => row.Place).ToListAsync());
            var entries = rows.Select(row => new ReadEntry(row.Id, row.AssociationKey, row.At.UtcTicks, row.Reader, row.What, row.Extent, row.Basis, row.Channel, [.. cases.Where(of => of.ReadId == row.Id).Select(of => of.CaseId)]) { Purpose = row.Purpose });
            Assert.Equal((previous, ReadStore.HashOf("natiq", batch.Number, previous, entries), 2), (batch.PreviousHash, batch.Hash, batch.Reads));
            previous = batch.Hash;
        }

        Assert.NotEqual(HashChain.Genesis, previous);
        foreach (var sql in new[] { "UPDATE reads SET reader = 'nobody'", "DELETE FROM read_cases", "UPDATE read_batches SET reads = 1" })
        {
            await using var connection = host.Store.Open();
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            Assert.Contains("append-only", (await Record.ExceptionAsync(() => command.ExecuteNonQueryAsync()))?.Message, StringComparison.Ordinal);
        }
    }

    private static async Task<byte[]> ReadSharedAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }
}
