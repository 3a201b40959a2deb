using System.Net;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;

namespace CaseWorkflows.Host.Tests.CaseFiles;

/// <summary>The list of cases and its search, as a browser shows them.</summary>
public sealed class WhenCasesAreLookedFor : IAsyncLifetime
{
    private readonly HostFactory _host = new();
    private Team _team = null!;
    private Visitor _officer = null!;

    public async Task InitializeAsync()
    {
        _team = await Team.HireAsync(_host, "bakkah");
        _officer = await Visitor.SignedInAsync(_host, ("bakkah", Role.RelationsOfficer));
    }

    public async Task DisposeAsync()
    {
        _officer.Dispose();
        _team.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_person_is_found_by_name_number_id_and_mobile_however_they_are_typed()
    {
        var person = Somebody.New("فاطمة أحمد الزهراني");
        await OpenAsync(Somebody.New());
        var (_, number) = await OpenAsync(person);
        foreach (var typed in new[]
        {
            "فاطمه احمد", "الزهرانى فاطمة", number, number.ToLowerInvariant(), number[^1..], person.NationalId, Arabic(person.NationalId), person.Mobile, "+966" + person.Mobile[1..], Arabic(person.Mobile),
        })
        {
            Assert.Equal([number], Numbers(await FindAsync("q", typed)));
        }

        foreach (var typed in new[] { "فاطمة سعد", person.NationalId[..^1], "0599999999", "1999999999" })
        {
            Assert.Empty(Numbers(await FindAsync("q", typed)));
        }
    }

    [Fact]
    public async Task Every_filter_narrows_stands_in_the_address_and_is_taken_off_by_its_chip()
    {
        var (first, one) = await OpenAsync(Somebody.New(), "phone", "support");
        var (_, two) = await OpenAsync(Somebody.New(), "letter", "food-basket");
        await _team.DoAsync(first, "receive", Role.RelationsOfficer, "Received");
        using (await _team[Role.RelationsSupervisor].Client.PostAsync($"/api/v1/cases/{first}/cancel", new StringContent("""{"reason":"x"}""", System.Text.Encoding.UTF8, "application/json")))
        {
            Assert.Equal([one], Numbers(await FindAsync("stage", "Closed")));
        }

        Assert.Equal([one], Numbers(await FindAsync("result", "Cancelled")));
        Assert.Equal([two], Numbers(await FindAsync("service", "food-basket")));
        Assert.Equal([two], Numbers(await FindAsync("channel", "letter")));
        Assert.Equal([two], Numbers(await FindAsync("step", "ReceiveBeneficiary")));
        Assert.Empty(Numbers(await FindAsync("step", "VerifyInformation")));
        Assert.Equal([two, one], Numbers(await FindAsync("from", "2026-01-01")));
        Assert.Empty(Numbers(await FindAsync("to", "1440-01-01")));
        Assert.Equal([two, one], Numbers(await FindAsync("stage", "Nonsense")));
        var page = await _officer.OpenAsync("/cases?association=bakkah&service=food-basket&channel=letter&q=" + two);
        Assert.Equal([two], Numbers(page));
        Assert.Equal(3, page.Document.QuerySelectorAll(".cw-case-chip:not(.cw-case-chip-all)").Length);
        Assert.Contains("سلة غذائية", page.One(".cw-case-chips").TextContent, StringComparison.Ordinal);
        var without = page.Document.QuerySelectorAll(".cw-case-chip").Single(chip => chip.TextContent.Contains("سلة غذائية", StringComparison.Ordinal)).GetAttribute("href")!;
        Assert.DoesNotContain("service", without, StringComparison.Ordinal);
        Assert.Equal([two], Numbers(await _officer.OpenAsync(without)));
    }

    [Fact]
    public async Task The_overdue_are_those_with_a_task_past_its_date()
    {
        var (_, late) = await OpenAsync(Somebody.New());
        await _host.PassTimeAsync(TimeSpan.FromDays(30));
        var (_, fresh) = await OpenAsync(Somebody.New());
        using var later = await Visitor.SignedInAsync(_host, ("bakkah", Role.RelationsOfficer));
        var page = await later.OpenAsync("/cases?overdue=1");
        Assert.Equal([late], Numbers(page));
        Assert.Contains("متأخرة", page.One(".cw-stack tbody").TextContent, StringComparison.Ordinal);
        Assert.Equal([fresh, late], Numbers(await later.OpenAsync("/cases")));
    }

    [Fact]
    public async Task A_day_that_is_none_is_said_so_beside_its_field()
    {
        var page = await FindAsync("from", "tomorrow<script>");
        Assert.True(page.Has("#from[aria-invalid='true']"));
        Assert.Equal("tomorrow<script>", page.One("#from").GetAttribute("value"));
        Assert.True(page.Has("details[open] #from"));
    }

    [Fact]
    public async Task Whoever_sees_no_names_neither_reads_nor_guesses_them()
    {
        var person = Somebody.New("خديجة سالم");
        var (_, number) = await OpenAsync(person);
        using var clerk = await Visitor.SignedInAsync(_host, ("bakkah", Role.RegistrationClerk));
        var all = await clerk.OpenAsync("/cases");
        Assert.Equal([number], Numbers(all));
        Assert.DoesNotContain("خديجة", all.Text, StringComparison.Ordinal);
        foreach (var typed in new[] { "خديجة", person.NationalId, person.Mobile })
        {
            Assert.Empty(Numbers(await clerk.OpenAsync("/cases?q=" + Uri.EscapeDataString(typed))));
        }

        Assert.Equal([number], Numbers(await clerk.OpenAsync("/cases?q=" + number)));
        var seen = await _officer.OpenAsync("/cases");
        Assert.Contains("خديجة", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(person.Mobile[1..], seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(person.NationalId, seen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_hold_each_case_once_and_say_where_they_are()
    {
        var numbers = new List<string>();
        for (var count = 0; count < 27; count++)
        {
            numbers.Add((await OpenAsync(Somebody.New())).Number);
        }

        var first = await _officer.OpenAsync("/cases?channel=interview");
        var second = await _officer.OpenAsync(first.One("a[rel=next]").GetAttribute("href")!);
        Assert.Equal(numbers.AsEnumerable().Reverse(), Numbers(first).Concat(Numbers(second)));
        Assert.False(second.Has("a[rel=next]"));
        Assert.Contains("channel=interview", second.One("a[rel=prev]").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_English_and_for_nobody_of_the_association()
    {
        var (_, number) = await OpenAsync(Somebody.New());
        await _officer.ReadEnglishAsync();
        var page = await _officer.OpenAsync("/cases?service=support");
        Assert.Contains("Humanitarian support", page.Text, StringComparison.Ordinal);
        Assert.Contains("Cases:", page.Text, StringComparison.Ordinal);
        using var elsewhere = await Visitor.SignedInAsync(_host, ("natiq", Role.Administrator));
        Assert.Empty(Numbers(await elsewhere.OpenAsync($"/cases?association=bakkah&q={number}")));
        using var stranger = Visitor.Stranger(_host);
        using var sent = await stranger.GetAsync("/cases");
        Assert.Equal("/sign-in?return=%2Fcases", sent.Headers.Location!.OriginalString);
    }

    private async Task<(string Id, string Number)> OpenAsync(Somebody person, string channel = "interview", string service = "support")
    {
        using var answer = await _team.Officer.OpenAsync("bakkah", Request.For(person, channel, service));
        var opened = await answer.OkAsync(HttpStatusCode.Created);
        return (opened.Text("id"), opened.Text("number"));
    }

    private Task<VisitedPage> FindAsync(string field, string value) => _officer.OpenAsync($"/cases?association=bakkah&{field}={Uri.EscapeDataString(value)}");

    private static string[] Numbers(VisitedPage page) => [.. page.Document.QuerySelectorAll(".cw-stack tbody th a").Select(link => link.TextContent)];

    private static string Arabic(string digits) => string.Concat(digits.Select(digit => char.IsAsciiDigit(digit) ? (char)('٠' + digit - '0') : digit));
}
