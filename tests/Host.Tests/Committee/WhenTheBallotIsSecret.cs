using System.Text.Json;
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

    /// <summary>
    /// The same people vote in the same order, once this way and once with their choices exchanged. If anything in the database told who chose what, the two would
    /// differ; and with an open ballot, for comparison, they do.
    /// </summary>
    [Theory]
    [InlineData("secret", true)]
    [InlineData("open", false)]
    public async Task With_choices_exchanged_the_database_is_the_same(string ballot, bool same)
    {
        var dumps = new List<DatabaseDump>();
        foreach (var exchanged in new[] { false, true })
        {
            await using var open = await Sittings.OpenAsync(rules: rules => (rules["ballot"], rules["castingVote"]) = (ballot, false));
            var (_, task) = await open.BringAsync(new { channel = "phone", service = "support", applicant = new { fullName = "شخص ما", mobile = "0500000001" } });
            await open.Third.VotesAsync(task, "Abstain");
            foreach (var person in new[] { open.First, open.Second })
            {
                using var vote = (person == open.First) == exchanged ? await person.VoteAsync(task, "Reject", Why, "mine") : await person.VoteAsync(task, "Approve", "مستحق", "mine");
                await vote.OkAsync();
            }

            await open.Chair.VotesAsync(task, "Approve");
            dumps.Add((await DatabaseDump.OfAsync(open.Host.Store)).Calling((open.Chair.Id, "chair"), (open.First.Id, "first"), (open.Second.Id, "second"), (open.Third.Id, "third")));
        }

        var difference = DatabaseDump.Difference(dumps[0], dumps[1]);
        Assert.True(same == (difference.Length == 0), difference);
        Assert.All(dumps, dump => Assert.Contains(Why, dump.Exactly, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_box_is_sorted_by_what_the_ballots_say_and_names_nobody()
    {
        await using var open = await SecretAsync(castingVote: false);
        var (id, task) = await open.BringAsync();
        await open.First.VotesAsync(task, "Reject", Why);
        await open.Second.VotesAsync(task, "Approve", "مستحق");
        await open.Third.VotesAsync(task, "Abstain");
        await open.Chair.VotesAsync(task, "Approve");

        Assert.Equal(
            $$"""[{"choice":"Approve","byChair":false},{"choice":"Approve","byChair":false,"reason":"مستحق"},{"choice":"Reject","byChair":false,"reason":"{{Why}}"},{"choice":"Abstain","byChair":false}]""",
            Assert.Single(await open.Host.LookAsync(db => db.BallotBoxes.Select(row => row.Box).ToListAsync())));
        Assert.All(await open.Host.LookAsync(db => db.Votes.ToListAsync()), vote => Assert.Equal((null, null), (vote.Choice?.ToString(), vote.Reason)));
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
