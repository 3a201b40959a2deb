using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tests.Staff;
using CaseWorkflows.Host.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Trail;

/// <summary>What the trail finds is what looking through all events would find, however the search is put together and however short its pages are.</summary>
public sealed class WhenTheTrailIsSearched : IAsyncLifetime
{
    private readonly HostFactory _host = new();
    private List<(CaseEventRow Line, CaseRow Case)> _all = [];

    public async Task InitializeAsync()
    {
        foreach (var association in new[] { "natiq", "bakkah" })
        {
            using var team = await Team.HireAsync(_host, association);
            var id = await team.BringToCommitteeAsync();
            await team.OpenCaseAsync(Request.For(Somebody.New(), "letter"));
            await _host.PassTimeAsync(TimeSpan.FromDays(15));
            await team.DoAsync(id, "committee", Role.CommitteeChair, "Approved");
            await team.DoAsync(await team.OpenCaseAsync(), "receive", Role.RelationsOfficer, "Received");
        }

        await _host.CatchUpAsync();
        _all = await _host.LookAsync(async db => (await db.CaseEvents.AsNoTracking().Join(db.Cases, line => line.CaseId, row => row.Id, (line, row) => new { line, row }).ToListAsync()).ConvertAll(one => (one.line, one.row)));
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Theory]
    [InlineData(1, 3, 2)]
    [InlineData(4, 7, 3)]
    [InlineData(25, 20000, 2000)]
    public async Task It_finds_what_a_look_through_all_events_would_and_each_once(int size, int reach, int measured)
    {
        Assert.True(_all.Count > 40);
        var found = 0;
        foreach (var search in Searches())
        {
            var hits = await ReadAllAsync(search, size, reach, measured);
            var expected = _all.Where(one => one.Case.AssociationKey == search.Association && search.Matches(one.Line, one.Case.Channel)).Select(one => (one.Line.CaseId, one.Line.Seq)).ToHashSet();

            Assert.Equal(expected.Count, hits.Count);
            Assert.True(expected.SetEquals(hits.Select(hit => (hit.CaseId, hit.Seq))), $"{search}");
            Assert.Equal(hits.OrderByDescending(hit => hit.At).ThenByDescending(hit => hit.Place), hits);
            found += hits.Count;
        }

        Assert.True(found > _all.Count);
    }

    [Fact]
    public async Task A_word_no_event_has_finds_nothing()
        => Assert.Empty((await Reader(10, 10).FindAsync(new("natiq") { Actor = "nobody" }, 25, default)).Hits);

    /// <summary>Every pair of conditions that events of the association meet, and some that none meets.</summary>
    private List<TrailSearch> Searches()
    {
        var random = new Random(7);
        var searches = new List<TrailSearch> { new("natiq"), new("bakkah") };
        for (var made = 0; made < 60; made++)
        {
            var (line, row) = _all[random.Next(_all.Count)];
            var (other, _) = _all[random.Next(_all.Count)];
            var search = new TrailSearch(row.AssociationKey);
            search = random.Next(8) switch
            {
                0 => search with { Actor = line.Actor },
                1 => search with { Actor = line.Actor, Action = other.Action },
                2 => search with { Clause = line.Clause, From = line.At.AddDays(-3), Before = line.At.AddDays(3) },
                3 => search with { Step = line.ActivityType, Channel = row.Channel },
                4 => search with { Version = line.DefinitionVersion, Clause = other.Clause },
                5 => search with { Channel = row.Channel, Actor = other.Actor },
                6 => search with { Action = line.Action, Step = line.ActivityType, Before = line.At },
                _ => search with { Actor = line.Actor, Action = line.Action, Step = line.ActivityType, Clause = line.Clause, Version = line.DefinitionVersion, Channel = row.Channel, From = line.At },
            };
            searches.Add(search);
        }

        return searches;
    }

    private async Task<List<TrailHit>> ReadAllAsync(TrailSearch search, int size, int reach, int measured)
    {
        var (reader, hits) = (Reader(reach, measured), new List<TrailHit>());
        for (var more = true; more;)
        {
            var page = await reader.FindAsync(search, size, default);
            Assert.True(page.Hits.Count <= size);
            hits.AddRange(page.Hits);
            (search, more) = (search with { After = page.Next }, page.Next is not null);
        }

        return hits;
    }

    private TrailReader Reader(int reach, int measured) => new(_host.Services.GetRequiredService<IDbContextFactory<CaseDbContext>>()) { Reach = reach, MostMeasured = measured };
}
