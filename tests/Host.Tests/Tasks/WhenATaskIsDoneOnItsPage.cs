using System.Net;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Forms;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.Tasks;

public sealed class WhenATaskIsDoneOnItsPage : IAsyncLifetime
{
    private const string Form = "#task-form";

    private FormScene _scene = null!;
    private Visitor _officer = null!;

    public async Task InitializeAsync()
    {
        _scene = await FormScene.StartAsync();
        _officer = await Visitor.SignedInAsync(_scene.Host, ("bakkah", Role.RelationsOfficer));
    }

    public async Task DisposeAsync()
    {
        _officer.Dispose();
        await _scene.DisposeAsync();
    }

    [Fact]
    public async Task A_candidate_sees_what_is_safe_and_one_button()
    {
        var (page, _) = await AvailableAsync();

        Assert.False(page.Has(Form));
        Assert.Equal("claim", page.One("main form button").GetAttribute("value"));
        Assert.DoesNotContain("تجريبي", page.Text, StringComparison.Ordinal);
        Assert.Contains("BKH-", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claiming_opens_the_form_with_what_the_request_says_already_and_giving_it_back_closes_it()
    {
        var (page, _) = await AvailableAsync("الإيجار متأخر شهرين");
        var open = await _officer.SubmitAsync(page, "main form", ("do", "claim"));

        Assert.Equal("الإيجار متأخر شهرين", open.One("[data-field=needAtIntake] bdi").TextContent); // shown, not asked again
        Assert.Equal("", open.One("#f-need").TextContent);
        Assert.Contains("تجريبي", open.Text, StringComparison.Ordinal);

        var closed = await _officer.SubmitAsync(open, Form, ("do", "release"), ("data.need", "نصف ما كتبته"));
        Assert.False(closed.Has(Form));
        Assert.DoesNotContain("تجريبي", closed.Text, StringComparison.Ordinal);

        var again = await _officer.SubmitAsync(closed, "main form", ("do", "claim"));
        Assert.Equal("نصف ما كتبته", again.One("#f-need").TextContent);
    }

    [Theory]
    [InlineData("ar", "تم الاستقبال", "أُنجزت المهمة.")]
    [InlineData("en", "Received", "The task is completed.")]
    public async Task The_whole_task_is_done_in_either_language(string language, string button, string done)
    {
        var another = await _scene.Team.TaskAtAsync(await _scene.Team.OpenCaseAsync(), "receive");
        var page = await _officer.OpenAsync($"/tasks/{IdOf(await ClaimedAsync("receive", language))}?from=available");
        Assert.Contains(button, page.Document.QuerySelectorAll("button[name=action]").Select(element => element.TextContent.Trim()));
        Assert.Equal(language, page.Document.DocumentElement.GetAttribute("lang"));

        var after = await _officer.SubmitAsync(page, Form, ("action", "Received"), ("data.need", "غذاء"), ("data.urgent", "false"));

        Assert.Equal(done, after.One(".cw-done").TextContent.Trim());
        Assert.Equal(
            [$"/tasks/{another}?from=available", "/inbox?association=bakkah&scope=available", $"/cases/{await _scene.Host.LookAsync(context => context.UserTasks.Where(row => row.Id == IdOf(page)).Select(row => row.CaseId).SingleAsync())}"],
            after.Document.QuerySelectorAll(".cw-task-ways a").Select(link => link.GetAttribute("href")));
        Assert.Equal("Completed", await _scene.Host.LookAsync(context => context.UserTasks.Where(row => row.Id == IdOf(page)).Select(row => row.Status.ToString()).SingleAsync()));
    }

    [Fact]
    public async Task What_is_wrong_stands_above_and_beside_and_everything_typed_is_still_there()
    {
        var page = await ClaimedAsync("verify");
        var wrong = await _officer.SubmitAsync(
            page, Form, HttpStatusCode.UnprocessableEntity, ("action", "Verified"), ("data.housing", "rented"), ("data.rent", "<script>alert(1)</script>"),
            ("data.household[0].name", "سارة \"بنت\" سعد"), ("data.household[0].born", "31/02/1440"), ("data.district", "العزيزية"));

        Assert.Equal(
            ["#f-rent", "#f-household-0-relation", "#f-household-0-born", "#f-seen"], wrong.Document.QuerySelectorAll("#errors a").Select(link => link.GetAttribute("href")));
        Assert.All(wrong.Document.QuerySelectorAll("#errors a"), link => Assert.NotNull(wrong.Document.GetElementById(link.GetAttribute("href")![1..])));
        Assert.Contains("أفراد الأسرة في المسكن 1 – تاريخ الميلاد", wrong.One("#errors").TextContent, StringComparison.Ordinal);
        Assert.Equal(("<script>alert(1)</script>", "true", "f-rent-wrong"), (wrong.One("#f-rent").GetAttribute("value"), wrong.One("#f-rent").GetAttribute("aria-invalid"), wrong.One("#f-rent").GetAttribute("aria-describedby")!.Split(' ')[^1]));
        Assert.False(wrong.Has("main script"));
        Assert.Equal("سارة \"بنت\" سعد", wrong.One("#f-household-0-name").GetAttribute("value"));
        Assert.True(wrong.One("input[name='data.housing'][value='rented']").HasAttribute("checked"));
        Assert.Equal("العزيزية", wrong.One("#f-district").GetAttribute("value"));
    }

    [Fact]
    public async Task A_reason_that_is_missing_is_asked_beside_the_form()
    {
        var page = await ClaimedAsync("verify");
        var wrong = await _officer.SubmitAsync(page, Form, HttpStatusCode.UnprocessableEntity, ("action", "Incomplete"));

        Assert.Equal("true", wrong.One("#reason").GetAttribute("aria-invalid"));
        Assert.Equal("#reason", wrong.One("#errors a").GetAttribute("href"));
    }

    [Fact]
    public async Task An_identifier_that_may_be_mistyped_is_pointed_out_once_and_then_taken()
    {
        var page = await ClaimedAsync("verify");
        (string, string?)[] typed = [("action", "Verified"), ("data.housing", "owned"), ("data.seen", "identity"), ("data.household[0].name", "سارة"), ("data.household[0].relation", "child"), ("data.household[0].nationalId", "1111111111")];
        var doubted = await _officer.SubmitAsync(page, Form, HttpStatusCode.UnprocessableEntity, typed);
        Assert.NotNull(doubted.One("#f-household-0-nationalId-doubt"));

        var done = await _officer.SubmitAsync(doubted, Form, ("action", "Verified"));
        Assert.True(done.Has(".cw-done"));
    }

    [Fact]
    public async Task More_rows_come_without_losing_anything()
    {
        var page = await ClaimedAsync("verify");
        var before = page.Document.QuerySelectorAll("[name^='data.household'][name$='.name']").Length;
        var more = await _officer.SubmitAsync(page, Form, ("do", "rows.household"), ("data.household[0].name", "سارة"), ("data.housing", "owned"), ("reason", "سبب"));

        Assert.True(more.Document.QuerySelectorAll("[name^='data.household'][name$='.name']").Length > before);
        Assert.Equal(("سارة", "سبب"), (more.One("#f-household-0-name").GetAttribute("value"), more.One("#reason").TextContent));
        Assert.True(more.One("input[name='data.housing'][value='owned']").HasAttribute("checked"));
    }

    [Fact]
    public async Task Enter_in_a_field_saves_a_draft_and_ends_nothing() =>
        Assert.Equal("draft", (await ClaimedAsync("receive")).Document.QuerySelector("#task-form button")!.GetAttribute("value"));

    [Fact]
    public async Task A_second_click_on_the_same_page_does_nothing_twice()
    {
        var page = await ClaimedAsync("receive");
        await _officer.SubmitAsync(page, Form, ("action", "Received"), ("data.need", "غذاء"));
        var again = await _officer.SubmitAsync(page, Form, ("action", "Received"), ("data.need", "غذاء"));

        Assert.True(again.Has(".cw-done"));
    }

    [Fact]
    public async Task A_step_that_comes_round_again_starts_with_what_was_answered_before_except_the_signature()
    {
        var page = await ClaimedAsync("verify");
        await _officer.SubmitAsync(page, Form, ("action", "Incomplete"), ("reason", "ينقص عقد الإيجار"), ("data.housing", "owned"), ("data.iban", "SA0380000000608010167519"), ("data.dateOfBirth", "1405/03/02"), ("data.household[0].name", "سارة"), ("data.household[0].relation", "child"));
        var id = await _scene.Host.LookAsync(context => context.UserTasks.Where(row => row.Id == IdOf(page)).Select(row => row.CaseId).SingleAsync());
        await _scene.DoAsync(id, "receive", Role.RelationsOfficer, "Received");
        var again = await OpenAndClaimAsync(await _scene.Team.TaskAtAsync(id, "verify"));

        Assert.Equal(
            ("SA0380000000608010167519", "1405/03/02", "سارة"),
            (again.One("#f-iban").GetAttribute("value"), again.One("#f-dateOfBirth").GetAttribute("value"), again.One("#f-household-0-name").GetAttribute("value")));
    }

    [Fact]
    public async Task A_signature_is_drawn_or_typed_and_shown_to_the_one_who_delivers()
    {
        var page = await ClaimedAsync("declare");
        Assert.Contains("أشهد", page.One(".cw-wording").TextContent, StringComparison.Ordinal);
        var missing = await _officer.SubmitAsync(page, Form, HttpStatusCode.UnprocessableEntity, ("action", "Signed"), ("data.signedBy", "self"), ("data.signature.name", "نورة"));
        Assert.Equal("#f-signature", missing.One("#errors a").GetAttribute("href"));
        Assert.Equal("نورة", missing.One("#f-signature").GetAttribute("value"));

        var done = await _officer.SubmitAsync(missing, Form, ("action", "Signed"), ("data.signature.confirmed", "true"));
        Assert.True(done.Has(".cw-done"));
    }

    [Fact]
    public async Task Why_and_how_long_each_personal_answer_is_kept_stands_beside_it() =>
        Assert.Contains("10", (await ClaimedAsync("verify")).One("#f-iban-help").TextContent, StringComparison.Ordinal);

    private static string IdOf(VisitedPage page) => page.Address.Split('?')[0]["/tasks/".Length..];

    private async Task<(VisitedPage Page, string Task)> AvailableAsync(string? needs = null)
    {
        var person = Somebody.New();
        var id = await _scene.Team.OpenCaseAsync(new { channel = "interview", service = "support", needs, applicant = new { fullName = person.FullName, nationalId = person.NationalId } });
        var task = await _scene.Team.TaskAtAsync(id, "receive");
        return (await _officer.OpenAsync($"/tasks/{task}"), task);
    }

    private async Task<VisitedPage> ClaimedAsync(string step, string language = "ar")
    {
        if (language != "ar")
        {
            using var answer = await _officer.Client.PostAsync("/preferences", new FormUrlEncodedContent([new("language", language)]));
        }

        var (_, task) = await _scene.ClaimedAtAsync(step);
        using var released = await _scene.Team.Officer.ReleaseAsync(task);
        return await OpenAndClaimAsync(task);
    }

    private async Task<VisitedPage> OpenAndClaimAsync(string task) => await _officer.SubmitAsync(await _officer.OpenAsync($"/tasks/{task}"), "main form", ("do", "claim"));
}
