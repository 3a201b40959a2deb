using System.Net;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;

namespace CaseWorkflows.Host.Tests.CaseFiles;

/// <summary>A case as it is looked at, by those who may see it and those who may not, in both languages.</summary>
public sealed class WhenACaseIsOpenedOnItsPage : IAsyncLifetime
{
    private readonly HostFactory _host = new();
    private Team _team = null!;
    private Visitor _supervisor = null!;

    public async Task InitializeAsync()
    {
        _team = await Team.HireAsync(_host, "bakkah");
        _supervisor = await Visitor.SignedInAsync(_host, ("bakkah", Role.RelationsSupervisor));
    }

    public async Task DisposeAsync()
    {
        _supervisor.Dispose();
        _team.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task It_says_who_what_where_and_what_is_next_for_whom_by_when()
    {
        var person = Somebody.New("عائشة محمد");
        var id = await _team.OpenCaseAsync(Request.For(person, "phone", "medical-aid"));
        var page = await _supervisor.OpenAsync($"/cases/{id}");

        foreach (var part in new[] { "عائشة محمد", "•••••••" + person.NationalId[^3..], "+966" + person.Mobile[1..], "مساعدة علاجية", "الهاتف", "هـ", "2026م", "بانتظار", "موظف علاقات المستفيدين", "لم يُرفق بعد" })
        {
            Assert.Contains(part, page.Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(person.NationalId, page.Text, StringComparison.Ordinal);
        Assert.StartsWith("/tasks/", page.Document.QuerySelector("#next a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.All(page.Document.QuerySelectorAll(".cw-jumps a"), tab => Assert.True(page.Has(tab.GetAttribute("href")!)));
        Assert.Contains("فُتحت الحالة. القناة: \u2068الهاتف\u2069", page.One("#timeline").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_map_marks_what_was_reached_by_words_and_tells_it_again_as_a_list()
    {
        var id = await _team.OpenCaseAsync();
        await _team.DoAsync(id, "receive", Role.RelationsOfficer, "Received");
        var page = await _supervisor.OpenAsync($"/cases/{id}");

        Assert.Equal("الحالة هنا", page.One("#map .cw-box-current .cw-mark").TextContent);
        Assert.Contains("مطابقة", page.One("#map .cw-box-current").TextContent, StringComparison.Ordinal);
        Assert.True(page.Document.QuerySelectorAll("#map .cw-box-reached").Length >= 2);
        Assert.True(page.Has("#map .cw-line-path"));
        Assert.Contains("مطابقة البيانات", page.One("#map li[aria-current=step]").TextContent, StringComparison.Ordinal);
        Assert.Contains("قياس الرضا", page.Document.QuerySelectorAll("#map ul.cw-steps li").Select(step => step.TextContent));

        // The first step stands at the right for who reads from there, and at the left otherwise.
        var right = X(page);
        await _supervisor.ReadEnglishAsync();
        var english = await _supervisor.OpenAsync($"/cases/{id}");
        Assert.True(right > X(english));
        Assert.Equal("Stands here", english.One("#map .cw-box-current .cw-mark").TextContent);
        Assert.DoesNotMatch(@"\p{IsArabic}", string.Concat(english.Document.QuerySelectorAll("#map ol li").Select(step => step.TextContent)));

        static double X(VisitedPage page) => double.Parse(page.Document.QuerySelector("#map .cw-box-current rect")!.GetAttribute("x")!, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task The_committees_floor_stands_beside_its_task_in_both_calendars()
    {
        var id = await _team.BringToCommitteeAsync();
        var next = (await _supervisor.OpenAsync($"/cases/{id}")).One("#next");
        Assert.Contains("لا يصدر القرار قبل", next.TextContent, StringComparison.Ordinal);
        Assert.NotNull(next.QuerySelector("time .cw-both-other"));
    }

    [Fact]
    public async Task Who_sees_no_name_sees_the_case_without_its_person_until_the_task_is_theirs()
    {
        var person = Somebody.New("مريم علي");
        using var opened = await _team.Officer.OpenAsync("bakkah", new { channel = "phone", service = "support", needs = "حاجة خاصة جدًا", applicant = new { fullName = person.FullName, nationalId = person.NationalId, mobile = person.Mobile } });
        var id = (await opened.OkAsync(HttpStatusCode.Created)).Text("id");
        using var provider = await Visitor.SignedInAsync(_host, ("bakkah", Role.ServiceProvider));
        var page = await provider.OpenAsync($"/cases/{id}");
        foreach (var secret in new[] { "مريم", person.Mobile[^8..], "•••" + person.NationalId[^3..], "حاجة خاصة" })
        {
            Assert.DoesNotContain(secret, page.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        }

        Assert.Contains("محجوب", page.Text, StringComparison.Ordinal);
        Assert.False(page.Has("form[action^='/cases/']"));
        await provider.OpenAsync($"/cases/{id}/print", HttpStatusCode.Forbidden);

        using var officer = await Visitor.SignedInAsync(_host, ("bakkah", Role.RelationsOfficer));
        var named = await officer.OpenAsync($"/cases/{id}");
        Assert.Contains("مريم", named.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(person.Mobile[^8..], named.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("حاجة خاصة", named.Text, StringComparison.Ordinal);
        using var hands = _host.ClientOf(officer.UserName);
        using (await hands.PostAsync($"/api/v1/user-tasks/{await _team.TaskAtAsync(id, "receive")}/claim", Json))
        {
            Assert.Contains("حاجة خاصة", (await officer.OpenAsync($"/cases/{id}")).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_api_discloses_the_same()
    {
        var person = Somebody.New();
        var id = await _team.OpenCaseAsync(Request.For(person));
        var hidden = await _team[Role.ServiceProvider].CaseAsync(id);
        Assert.Equal((System.Text.Json.JsonValueKind.Null, true), (hidden.GetProperty("applicant").ValueKind, hidden.GetProperty("applicantHidden").GetBoolean()));
        var named = (await _team[Role.BranchDelegate].CaseAsync(id)).GetProperty("applicant");
        Assert.Equal((person.FullName, "•••••••" + person.Mobile[^3..]), (named.Text("fullName"), named.Text("mobile")));
        var whole = await _team.Officer.CaseAsync(id);
        Assert.Equal(("+966" + person.Mobile[1..], false), (whole.GetProperty("applicant").Text("mobile"), whole.GetProperty("applicantHidden").GetBoolean()));
    }

    [Fact]
    public async Task The_history_is_in_words_with_persons_clauses_and_reasons_and_old_lines_fold_away()
    {
        var id = await _team.OpenCaseAsync();
        await _team.DoAsync(id, "receive", Role.RelationsOfficer, "Withdrawn", "عدل عن طلبه");
        for (var count = 0; count < 16; count++)
        {
            using var added = await _team.Officer.Client.PostAsync($"/api/v1/cases/{id}/comments", new StringContent("""{"text":"x"}""", System.Text.Encoding.UTF8, "application/json"));
            await added.OkAsync(HttpStatusCode.Created);
        }

        var page = await _supervisor.OpenAsync($"/cases/{id}");
        var history = page.One("#timeline");
        foreach (var part in new[] { "أُنجزت مهمة", "استقبال المستفيد", "سحب الطلب", "عدل عن طلبه", "البند", "أُغلقت الحالة. النتيجة", "سحب صاحب الطلب طلبه" })
        {
            Assert.Contains(part, history.TextContent, StringComparison.Ordinal);
        }

        Assert.DoesNotMatch("Task[A-Z]|Case[A-Z]|حدث: ", history.TextContent);
        Assert.Equal(15, history.QuerySelectorAll(":scope > ol > li").Length);
        Assert.Equal((await _team.ActionsAsync(id)).Length, history.QuerySelectorAll("li").Length);
        await _supervisor.ReadEnglishAsync();
        Assert.Contains("The case was closed. Result: \u2068Withdrawn by the applicant\u2069", (await _supervisor.OpenAsync($"/cases/{id}")).One("#timeline").TextContent, StringComparison.Ordinal);
        using var clerk = await Visitor.SignedInAsync(_host, ("bakkah", Role.RegistrationClerk));
        Assert.DoesNotContain("عدل عن طلبه", (await clerk.OpenAsync($"/cases/{id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_event_of_a_whole_life_has_words()
    {
        var id = await _team.BringToCommitteeAsync();
        await _host.PassTimeAsync(TimeSpan.FromDays(40));
        using var later = await Visitor.SignedInAsync(_host, ("bakkah", Role.RelationsSupervisor));
        var page = await later.OpenAsync($"/cases/{id}");
        Assert.DoesNotContain("حدث: ", page.One("#timeline").TextContent, StringComparison.Ordinal);
        Assert.True(page.Document.QuerySelectorAll("#timeline li").Length > 12);
    }

    [Fact]
    public async Task Cases_of_the_same_person_and_of_the_same_mobile_are_told_apart()
    {
        var person = Somebody.New();
        var first = await _team.OpenCaseAsync(Request.For(person));
        var second = await _team.OpenCaseAsync(Request.For(person, service: "food-basket"));
        var brother = await _team.OpenCaseAsync(Request.For(Somebody.New("أخوه") with { Mobile = person.Mobile }));
        await _team.OpenCaseAsync();
        var related = (await _supervisor.OpenAsync($"/cases/{first}")).One("#related");
        Assert.Equal([$"/cases/{brother}", $"/cases/{second}"], related.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!).Order(StringComparer.Ordinal).Reverse());
        Assert.Contains("أخوه", related.TextContent, StringComparison.Ordinal);
        Assert.Contains("للشخص نفسه", related.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_supervisor_cancels_with_a_reason_and_nobody_else_does()
    {
        var id = await _team.OpenCaseAsync();
        var page = await _supervisor.OpenAsync($"/cases/{id}");
        var again = await _supervisor.SubmitAsync(page, "form[action$='/cancel']", HttpStatusCode.UnprocessableEntity, ("reason", "  "));
        Assert.True(again.Has("#reason-cancel[aria-invalid='true']"));
        using var officer = await Visitor.SignedInAsync(_host, ("bakkah", Role.RelationsOfficer));
        var theirs = await officer.OpenAsync($"/cases/{id}");
        Assert.False(theirs.Has("form[action$='/cancel']"));
        var closed = await _supervisor.SubmitAsync(again, "form[action$='/cancel']", ("reason", "أُدخلت مرتين"));
        Assert.Contains("أُلغيت الحالة", closed.One(".cw-done").TextContent, StringComparison.Ordinal);
        Assert.False(closed.Has("form[action$='/cancel']"));
        await _supervisor.SubmitAsync(again, "form[action$='/cancel']", HttpStatusCode.Conflict, ("reason", "مرة أخرى"));
    }

    [Fact]
    public async Task A_failed_step_is_marked_and_skipped_with_the_outcome_chosen()
    {
        using var workflows = new WorkflowsCopy("natiq");
        workflows.Edit("natiq", procedure =>
        {
            procedure.Add("broken", "Elsa.FlowDecision", ("condition", WorkflowsCopy.Procedure.Expression("Boolean", "JavaScript", "throw new Error('no')")));
            procedure.Redirect("receive", "Received", "broken");
            procedure.Connect("broken", "True", "verify");
        });
        await using var host = new HostFactory { WorkflowsFolder = workflows };
        using var team = await Team.HireAsync(host, "natiq");
        using var supervisor = await Visitor.SignedInAsync(host, ("natiq", Role.RelationsSupervisor));
        var id = await team.OpenCaseAsync();
        await team.DoAsync(id, "receive", Role.RelationsOfficer, "Received");
        var page = await supervisor.OpenAsync($"/cases/{id}");
        Assert.Equal("تعثرت", page.One("#map .cw-box-failed .cw-mark").TextContent);
        Assert.True(page.Has(".cw-failed"));
        var skipped = await supervisor.SubmitAsync(page, "form[action$='/skip']", ("reason", "يدويًا"), ("outcome", "True"));
        Assert.False(skipped.Has(".cw-failed"));
        Assert.Contains("جرى تجاوز", skipped.One("#timeline").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_claims_something_was_done_says_nothing()
    {
        var id = await _team.OpenCaseAsync();
        Assert.False((await _supervisor.OpenAsync($"/cases/{id}?done=<script>")).Has(".cw-done"));
        await _supervisor.OpenAsync("/cases/nonsense", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task On_paper_it_has_everything_both_calendars_hashes_and_places_to_sign_and_that_is_an_event()
    {
        var id = await _team.OpenCaseAsync();
        await _supervisor.AttachAsync(await _supervisor.OpenAsync($"/cases/{id}"), Papers.Pdf(), "id.pdf", "application/pdf");
        var paper = await _supervisor.OpenAsync($"/cases/{id}/print");
        foreach (var part in new[] { "جمعية بكة للخدمات الإنسانية", "تصريح رقم 5026", "ملف الحالة", "هـ", "2026م", "id.pdf", "التواقيع", "اعتمده" })
        {
            Assert.Contains(part, paper.Text, StringComparison.Ordinal);
        }

        Assert.True(paper.Document.QuerySelectorAll(".cw-hash").Length > 3);
        Assert.Equal("CaseFilePrinted", (await _team.ActionsAsync(id))[^1]);
        await _supervisor.ReadEnglishAsync();
        Assert.Contains("Bakkah for Humanitarian Services", (await _supervisor.OpenAsync($"/cases/{id}/print")).Text, StringComparison.Ordinal);
    }

    private static StringContent Json => new("{}", System.Text.Encoding.UTF8, "application/json");
}
