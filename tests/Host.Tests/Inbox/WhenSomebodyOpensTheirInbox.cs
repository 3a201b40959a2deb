using System.Net;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;

namespace CaseWorkflows.Host.Tests.Inbox;

public sealed class WhenSomebodyOpensTheirInbox : IAsyncLifetime
{
    private readonly HostFactory _host = new();
    private Team _team = null!;
    private Visitor _officer = null!;

    public async Task InitializeAsync()
    {
        _team = await Team.HireAsync(_host, "natiq");
        _officer = await Visitor.SignedInAsync(_host, ("natiq", Role.RelationsOfficer));
    }

    public async Task DisposeAsync()
    {
        _officer.Dispose();
        _team.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_candidate_sees_what_is_to_be_done_and_not_for_whom_until_it_is_in_their_hands()
    {
        var somebody = Somebody.New("شيماء المخفية");
        var id = await _team.OpenCaseAsync(Request.For(somebody));
        var (number, task) = ((await _team.Officer.CaseAsync(id)).Text("number"), await _team.TaskAtAsync(id, "receive"));

        var available = await _officer.OpenAsync("/inbox?scope=available");
        Assert.Contains(number, available.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("شيماء", available.Document.DocumentElement.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(somebody.Mobile, available.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);

        using var claimed = await _officer.Client.PostAsync("/inbox?scope=available", Filled(available, ("claim", task)));
        Assert.Equal((HttpStatusCode.SeeOther, $"/tasks/{task}?from=available"), (claimed.StatusCode, claimed.Headers.Location!.OriginalString));

        var mine = await _officer.OpenAsync("/inbox");
        Assert.Contains("شيماء المخفية", mine.Text, StringComparison.Ordinal);
        Assert.True(mine.Has($"a[href='/tasks/{task}']"));
        Assert.DoesNotContain("شيماء", (await SupervisorsAsync("all")).Text, StringComparison.Ordinal);

        var released = await _officer.SubmitAsync(mine, "#tasks", ("release", task));
        Assert.Contains("أعدتها", released.One(".cw-done").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("شيماء", released.Text, StringComparison.Ordinal);
        Assert.Contains("لا شيء ينتظرك الآن", released.Text, StringComparison.Ordinal);
        Assert.Contains("1", released.One(".cw-empty a").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_stand_in_the_address_and_on_the_page_and_come_off_one_by_one()
    {
        var (therapy, support) = (await _team.OpenCaseAsync(Request.For(Somebody.New(), service: "speech-therapy")), await _team.OpenCaseAsync());
        var page = await _officer.OpenAsync("/inbox?scope=available");
        Assert.Equal(2, page.Document.QuerySelectorAll("[data-row]").Length);
        Assert.False(page.Has(".cw-chip"));

        var narrowed = await _officer.SubmitAsync(page, ".cw-filter-form", ("service", "speech-therapy"), ("channel", "interview"));
        Assert.Equal([therapy], Cases(narrowed));
        Assert.Equal(["الخدمة: جلسات نطق وتخاطب", "القناة: المقابلة"], narrowed.Document.QuerySelectorAll(".cw-chip span").Select(chip => chip.TextContent));

        var without = await _officer.OpenAsync(narrowed.Document.QuerySelectorAll(".cw-chip a")[0].GetAttribute("href")!);
        Assert.Equal(["القناة: المقابلة"], without.Document.QuerySelectorAll(".cw-chip span").Select(chip => chip.TextContent));
        Assert.Equal([therapy, support], Cases(without));

        var none = await _officer.OpenAsync("/inbox?scope=available&service=gone");
        Assert.Contains("لا توجد مهمة بهذه الأوصاف", none.Text, StringComparison.Ordinal);
        Assert.Equal("gone", none.One(".cw-chip bdi").TextContent);
    }

    [Fact]
    public async Task What_is_overdue_says_so_in_words_and_comes_first()
    {
        var late = await _team.OpenCaseAsync();
        _host.Clock.Pass(TimeSpan.FromDays(2) + TimeSpan.FromMinutes(5));
        var fresh = await _team.OpenCaseAsync();
        using var officer = await Visitor.SignedInAsync(_host, ("natiq", Role.RelationsOfficer));

        var page = await officer.OpenAsync("/inbox?scope=available");

        Assert.Equal([late, fresh], Cases(page));
        Assert.Contains("متأخرة", page.One(".cw-late .cw-tag-bad").TextContent, StringComparison.Ordinal);
        Assert.Contains("منذ \u2068يومين\u2069", page.One(".cw-late .cw-age").TextContent, StringComparison.Ordinal);
        Assert.Equal([late], Cases(await officer.OpenAsync("/inbox?scope=needs-attention")));
    }

    [Fact]
    public async Task Several_are_handed_out_and_those_skipped_say_why()
    {
        var (first, second) = (await _team.OpenCaseAsync(), await _team.OpenCaseAsync());
        var tasks = new[] { await _team.TaskAtAsync(first, "receive"), await _team.TaskAtAsync(second, "receive") };
        using var supervisor = await Visitor.SignedInAsync(_host, ("natiq", Role.RelationsSupervisor));
        var page = await supervisor.OpenAsync("/inbox?scope=all");
        Assert.Contains(page.Document.QuerySelectorAll("select[name=assignee] option"), option => option.GetAttribute("value") == _officer.Id);
        await _team.DoAsync(second, "receive", Role.RelationsOfficer, "Withdrawn", "عدل");

        var partly = await supervisor.SubmitAsync(page, "#tasks", HttpStatusCode.Conflict, ("task", tasks[0]), ("task", tasks[1]), ("assignee", _officer.Id), ("do", "assign"));
        var number = (await _team.Officer.CaseAsync(second)).Text("number");
        Assert.Contains(number, partly.One(".cw-errors li").TextContent, StringComparison.Ordinal);
        Assert.Contains("أُنجزت هذه المهمة", partly.One(".cw-errors li").TextContent, StringComparison.Ordinal);
        Assert.Contains("أسندتها", partly.One(".cw-done").TextContent, StringComparison.Ordinal);

        Assert.Equal([first], Cases(await _officer.OpenAsync("/inbox")));
        var nobody = await supervisor.SubmitAsync(partly, "#tasks", HttpStatusCode.UnprocessableEntity, ("task", tasks[0]), ("do", "assign"));
        Assert.Contains("اختر من تُسند إليه", nobody.One(".cw-errors").TextContent, StringComparison.Ordinal);
        Assert.True(nobody.Has($"input[value='{tasks[0]}'][checked]"));
        Assert.False((await supervisor.OpenAsync("/inbox?scope=available")).Has("input[name=task][checked]"));
    }

    [Fact]
    public async Task A_colleague_was_faster()
    {
        var task = await _team.TaskAtAsync(await _team.OpenCaseAsync(), "receive");
        var page = await _officer.OpenAsync("/inbox?scope=available");
        await (await _team.Officer.ClaimAsync(task)).OkAsync();

        var refused = await _officer.SubmitAsync(page, "#tasks", HttpStatusCode.Conflict, ("claim", task));

        Assert.Contains("زميل آخر", refused.One(".cw-errors").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_left_open_too_long_keeps_what_was_chosen()
    {
        var task = await _team.TaskAtAsync(await _team.OpenCaseAsync(), "receive");
        var page = await _officer.OpenAsync("/inbox?scope=available");

        var stale = await _officer.SubmitAsync(page, "#tasks", HttpStatusCode.BadRequest, ("form-token", "of last week"), ("task", task), ("do", "claim"));

        Assert.True(stale.Has($"input[value='{task}'][checked]"));
        Assert.Contains("بقيت الصفحة مفتوحة", stale.One(".cw-errors").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_a_page_goes_on_on_the_next_and_each_task_stands_once()
    {
        for (var count = 0; count < 27; count++)
        {
            await _team.OpenCaseAsync();
        }

        var first = await _officer.OpenAsync("/inbox?scope=available");
        Assert.Equal(25, Cases(first).Length);
        Assert.False(first.Has("a[rel=prev]"));
        var second = await _officer.OpenAsync(first.One("a[rel=next]").GetAttribute("href")!);
        Assert.Equal(2, Cases(second).Length);
        Assert.False(second.Has("a[rel=next]"));
        Assert.Equal(27, Cases(first).Concat(Cases(second)).Distinct(StringComparer.Ordinal).Count());
        Assert.Contains("لا توجد مهام في هذه الصفحة", (await _officer.OpenAsync("/inbox?scope=available&page=9")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_those_who_oversee_ask_who_holds_what_and_only_those_who_may_assign_can()
    {
        await _team.OpenCaseAsync();
        var (officers, supervisors) = (await _officer.OpenAsync("/inbox?scope=all"), await SupervisorsAsync("all"));

        Assert.False(officers.Has("select[name=assignee]"));
        Assert.True(supervisors.Has(".cw-filter-form select[name=assignee]"));
        Assert.True(supervisors.Has(".cw-bulk select[name=assignee]"));
        using var auditor = await Visitor.SignedInAsync(_host, ("natiq", Role.Auditor));
        var auditors = await auditor.OpenAsync("/inbox?scope=all");
        Assert.True(auditors.Has(".cw-filter-form select[name=assignee]"));
        Assert.False(auditors.Has(".cw-bulk select[name=assignee]"));
    }

    [Theory]
    [InlineData("/inbox?scope=nonsense&priority=x&page=-1&overdue=maybe")]
    [InlineData("/inbox?step=%3Cscript%3Ealert(1)%3C/script%3E&done=%3Cb%3E-9")]
    [InlineData("/inbox?association=maman&scope=all")]
    public async Task Whatever_stands_in_the_address_the_page_is_one(string address)
    {
        var page = await _officer.OpenAsync(address);
        Assert.DoesNotContain(page.Document.QuerySelectorAll("main script"), script => script.TextContent.Contains("alert", StringComparison.Ordinal));
        Assert.False(page.Has(".cw-done"));
    }

    [Fact]
    public async Task In_English_the_page_reads_from_left_to_right()
    {
        await _team.OpenCaseAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/preferences") { Content = new FormUrlEncodedContent([new("language", "en")]) };
        await _officer.Client.SendAsync(request);

        var page = await _officer.OpenAsync("/inbox?scope=available");

        Assert.Equal("ltr", page.One("html").GetAttribute("dir"));
        Assert.Contains("Available to me", page.Text, StringComparison.Ordinal);
        Assert.Contains("Keyboard shortcuts", page.One("#shortcuts").TextContent, StringComparison.Ordinal);
    }

    private async Task<VisitedPage> SupervisorsAsync(string scope)
    {
        using var supervisor = await Visitor.SignedInAsync(_host, ("natiq", Role.RelationsSupervisor));
        return await supervisor.OpenAsync($"/inbox?scope={scope}");
    }

    private static string[] Cases(VisitedPage page) => [.. page.Document.QuerySelectorAll("[data-row] td a[href^='/cases/']").Select(link => link.GetAttribute("href")!["/cases/".Length..])];

    private static FormUrlEncodedContent Filled(VisitedPage page, params (string Name, string Value)[] fields)
        => new(page.FieldsOf((AngleSharp.Html.Dom.IHtmlFormElement)page.One("#tasks")).Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));
}
