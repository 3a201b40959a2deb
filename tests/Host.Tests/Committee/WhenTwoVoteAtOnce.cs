using System.Net;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.Committee;

public sealed class WhenTwoVoteAtOnce
{
    [Fact]
    public async Task Both_votes_count_and_the_task_ends_once()
    {
        await using var open = await Sittings.OpenAsync();
        for (var round = 0; round < 8; round++)
        {
            var (id, task) = await open.BringAsync();
            await open.Third.VotesAsync(task, "Approve");

            var answers = await Task.WhenAll(open.First.VoteAsync(task, "Approve"), open.Second.VoteAsync(task, "Approve"));

            var statuses = await Task.WhenAll(answers.Select(async answer => (await answer.OkAsync()).Text("status")));
            Assert.Equal(["Available", "Completed"], statuses.Order(StringComparer.Ordinal));
            Assert.Equal(3, await open.Host.LookAsync(db => db.Votes.CountAsync(vote => vote.TaskId == task)));
            Assert.Single(await open.Team.ActionsAsync(id), action => action == "CommitteeDecided");
        }
    }

    [Fact]
    public async Task Of_two_whose_votes_would_both_decide_one_is_too_late()
    {
        await using var open = await Sittings.OpenAsync();
        for (var round = 0; round < 8; round++)
        {
            var (id, task) = await open.BringAsync();
            await open.Third.VotesAsync(task, "Approve");
            await open.Chair.VotesAsync(task, "Approve");

            var answers = await Task.WhenAll(open.First.VoteAsync(task, "Approve"), open.Second.VoteAsync(task, "Reject", "لا"));

            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
            Assert.Equal("Approved", (await open.Chair.CommitteeAsync(task)).Text("decision"));
            Assert.Single(await open.Team.ActionsAsync(id), action => action == "CommitteeDecided");
        }
    }

    [Fact]
    public async Task Whichever_comes_first_the_result_is_the_same()
    {
        await using var open = await Sittings.OpenAsync();
        var decisions = new List<string>();
        foreach (var chairFirst in new[] { true, false })
        {
            var (_, task) = await open.BringAsync();
            await open.Third.VotesAsync(task, "Abstain");
            await open.Second.VotesAsync(task, "Reject", "لا");
            var (one, other) = chairFirst ? (open.Chair, open.First) : (open.First, open.Chair);
            await one.VotesAsync(task, one == open.Chair ? "Approve" : "Abstain");
            await other.VotesAsync(task, other == open.Chair ? "Approve" : "Abstain");
            decisions.Add((await open.Chair.CommitteeAsync(task)).Text("decision"));
        }

        Assert.Equal(["Approved", "Approved"], decisions);
    }

    [Fact]
    public async Task The_same_vote_sent_twice_at_once_is_one()
    {
        await using var open = await Sittings.OpenAsync();
        var (_, task) = await open.BringAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => open.First.VoteAsync(task, "Approve", operationId: "once")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(1, await open.Host.LookAsync(db => db.Votes.CountAsync()));
    }
}
