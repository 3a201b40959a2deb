using System.Text.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Faults;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.Committee;

public sealed class WhenTheBallotIsSecret
{
    private const string Why = "سببٌ لا يُعرف صاحبه";

    [Fact]
    public async Task Nothing_is_counted_before_everybody_voted_and_then_the_numbers_are_known_and_no_names()
    {
        await using var open = await SecretAsync();
        var (id, task) = await open.BringAsync();
        await open.First.VotesAsync(task, "Approve");
        await open.Second.VotesAsync(task, "Approve");
        await open.Third.VotesAsync(task, "Approve"); // certain, had anybody looked
        var before = await open.Chair.CommitteeAsync(task);
        Assert.Equal(("Voting", JsonValueKind.Null, JsonValueKind.Null), (before.Text("state"), before.GetProperty("tally").ValueKind, before.GetProperty("decision").ValueKind));
        Assert.All(before.GetProperty("members").EnumerateArray(), seat => Assert.Equal(JsonValueKind.Null, seat.GetProperty("choice").ValueKind));

        var last = await open.Chair.VotesAsync(task, "Reject", Why);

        Assert.Equal("Completed", last.Text("status"));
        var after = await open.First.CommitteeAsync(task);
        Assert.Equal(("Held", "Approved", 3, 1), (after.Text("state"), after.Text("decision"), after.GetProperty("tally").GetProperty("for").GetInt32(), after.GetProperty("tally").GetProperty("against").GetInt32()));
        Assert.All(after.GetProperty("members").EnumerateArray(), seat => Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (seat.GetProperty("choice").ValueKind, seat.GetProperty("reason").ValueKind)));
        Assert.Equal(open.Chair.Id, (await open.Team.Officer.GetAsync($"/api/v1/user-tasks/{task}")).Text("completedBy"));
        await open.Host.PassTimeAsync(TimeSpan.FromDays(14));
        Assert.Equal("Registration", await open.StageAsync(id));
    }

    [Fact]
    public async Task The_chair_closes_it_without_knowing_how_it_stands()
    {
        await using var open = await SecretAsync(mostAbsent: 1);
        var (_, task) = await open.BringAsync();
        await open.First.VotesAsync(task, "Reject", Why);
        await open.Second.VotesAsync(task, "Reject", Why);
        using var soon = await open.Chair.ActAsync(task, "close");
        await soon.IsProblemAsync(422, "members-missing");
        await open.Third.VotesAsync(task, "Approve");

        using var closed = await open.Chair.ActAsync(task, "close");

        Assert.Equal("Completed", (await closed.OkAsync()).Text("status"));
        var seen = await open.First.CommitteeAsync(task);
        Assert.Equal(("Rejected", Why), (seen.Text("decision"), seen.Text("reason")));
    }

    /// <summary>Two runs in which the same four say the same things with the roles exchanged leave the same database behind, but for the order in which people came.</summary>
    [Fact]
    public async Task No_row_tells_who_chose_what()
    {
        await using var open = await SecretAsync(castingVote: false);
        var (id, task) = await open.BringAsync();
        await open.First.VotesAsync(task, "Approve", "مستحق");
        using var again = await open.Second.VoteAsync(task, "Reject", Why, "mine");
        await again.OkAsync();
        await open.Third.VotesAsync(task, "Abstain");
        await open.Chair.VotesAsync(task, "Approve");

        var rows = (await DatabaseDump.OfAsync(open.Host.Store)).Exactly.Split('\n');
        var people = new[] { open.First.Id, open.Second.Id, open.Third.Id, open.Chair.Id };
        Assert.NotEmpty(rows.Where(row => row.Contains(Why, StringComparison.Ordinal)));
        Assert.Equal(4, rows.Count(row => row.StartsWith("committee_votes|", StringComparison.Ordinal)));
        foreach (var row in rows.Where(row => people.Any(person => row.Contains(person, StringComparison.Ordinal))))
        {
            Assert.DoesNotContain(Why, row, StringComparison.Ordinal);
            Assert.DoesNotContain("مستحق", row, StringComparison.Ordinal);
            Assert.DoesNotContain("Approve\"", row, StringComparison.Ordinal);
            Assert.DoesNotContain("=Approve|", row, StringComparison.Ordinal);
            Assert.DoesNotContain("Reject\"", row, StringComparison.Ordinal);
            Assert.DoesNotContain("Abstain", row, StringComparison.Ordinal);
        }

        var box = Assert.Single(rows, row => row.StartsWith("committee_ballot_boxes|", StringComparison.Ordinal));
        Assert.EndsWith($$"""box=[{"choice":"Approve","byChair":false},{"choice":"Approve","byChair":false,"reason":"مستحق"},{"choice":"Reject","byChair":false,"reason":"{{Why}}"},{"choice":"Abstain","byChair":false}]""", box, StringComparison.Ordinal);
        Assert.Equal(4, (await open.Team.Officer.HistoryAsync(id)).Count(line => line.Text("action") == "VoteCast" && line.GetProperty("data").ValueKind == JsonValueKind.Null && line.GetProperty("reason").ValueKind == JsonValueKind.Null));
    }

    /// <summary>A hash of a request with three possible choices is a choice in three tries.</summary>
    [Fact]
    public async Task What_is_kept_of_a_request_does_not_depend_on_what_was_chosen()
    {
        await using var open = await SecretAsync();
        var (_, task) = await open.BringAsync();
        using var vote = await open.First.VoteAsync(task, "Approve", operationId: "one");
        using var other = await open.First.VoteAsync(task, "Reject", Why, "one");
        Assert.Equal((await vote.OkAsync()).GetRawText(), (await other.OkAsync()).GetRawText());

        Assert.Equal(1, await open.Host.LookAsync(db => db.Votes.CountAsync()));
        Assert.DoesNotContain("Approve", (await open.Host.LookAsync(db => db.Operations.SingleAsync(row => row.OperationId == "one"))).Response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_chairs_choice_is_kept_apart_where_a_tie_may_ask_for_it()
    {
        await using var open = await SecretAsync();
        var (_, task) = await open.BringAsync();
        await open.First.VotesAsync(task, "Approve");
        await open.Second.VotesAsync(task, "Reject", Why);
        await open.Third.VotesAsync(task, "Reject", Why);
        await open.Chair.VotesAsync(task, "Approve");

        var seen = await open.First.CommitteeAsync(task);
        Assert.Equal(("Approved", "CastingVote"), (seen.Text("decision"), seen.Text("why")));
        Assert.Single(await open.Host.LookAsync(db => db.BallotBoxes.Select(row => row.Box).ToListAsync()), box => box.Contains("\"byChair\":true", StringComparison.Ordinal));
    }

    private static Task<Sittings> SecretAsync(bool castingVote = true, int? mostAbsent = null) => Sittings.OpenAsync(rules: rules =>
    {
        rules["ballot"] = "secret";
        rules["castingVote"] = castingVote;
        rules["mostAbsent"] = mostAbsent;
    });
}
