using System.Globalization;
using System.Text.RegularExpressions;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Committee;
using CaseWorkflows.Host.Tests.Staff;

namespace CaseWorkflows.Host.Tests.Dashboard;

/// <summary>Every number of the overview leads to the list behind it, and the list holds so many.</summary>
public sealed partial class WhenTheOverviewIsOpened
{
    [Theory]
    [InlineData("ar")]
    [InlineData("en")]
    public async Task Every_number_leads_to_a_list_that_holds_so_many(string language)
    {
        await using var open = await Sittings.OpenAsync();
        await WorkAsync(open);
        using var supervisor = await Visitor.SignedInAsync(open.Host, ("natiq", Role.RelationsSupervisor));
        using var chosen = await supervisor.Client.PostAsync("/preferences", new FormUrlEncodedContent([new("language", language), new("return", "/")]));

        var overview = await supervisor.OpenAsync("/dashboard?association=natiq");

        var figures = overview.Document.QuerySelectorAll("main #open, main .cw-card table a").Select(link => (Shown: Number(link.TextContent), Address: link.GetAttribute("href")!)).ToList();
        Assert.All(new[] { "stages", "ages", "overdue", "roles", "weeks", "times" }, table => Assert.True(overview.Has($"#{table} a"), table));
        Assert.Equal(6, Number(overview.One("#open").TextContent));
        Assert.Contains(figures, figure => figure.Address.Contains("role=committee-member", StringComparison.Ordinal));
        Assert.True(overview.Has("#ratings") && !overview.Has("#ratings a")); // nobody is to be made out by a rating
        foreach (var (shown, address) in figures)
        {
            var list = await supervisor.OpenAsync(address);
            Assert.True(list.Has(".cw-case-chip, .cw-chip") || address.StartsWith("/dashboard/", StringComparison.Ordinal), $"{address} does not say what it is narrowed to");
            var held = list.Has("main p[role=status]") ? list.One("main p[role=status]") : list.One(".cw-paging span");
            Assert.True(shown == Number(held.TextContent), $"{address}: {shown} on the overview, '{held.TextContent.Trim()}' in the list");
        }
    }

    /// <summary>Three weeks: five cases withdrawn, six open at several steps, some of their tasks overdue.</summary>
    private static async Task WorkAsync(Sittings open)
    {
        var team = open.Team;
        for (var week = 0; week < 3; week++)
        {
            for (var number = 0; number <= week && number < 2; number++)
            {
                await team.DoAsync(await team.OpenCaseAsync(), "receive", Role.RelationsOfficer, "Withdrawn", "عدل عن طلبه");
            }

            await team.DoAsync(await team.OpenCaseAsync(), "receive", Role.RelationsOfficer, "Received");
            await open.Host.PassTimeAsync(TimeSpan.FromDays(9));
        }

        await team.OpenCaseAsync(Request.For(Somebody.New(), service: "speech-therapy"));
        await team.OpenCaseAsync();
        await open.BringAsync();
        open.Host.Store.Tamper("UPDATE cases SET satisfaction_score = 4 WHERE stage = 'Closed'");
    }

    private static int Number(string text) => int.Parse(Digits().Matches(text)[^1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("[0-9]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Digits();
}
