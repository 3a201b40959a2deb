using System.Net;
using System.Text.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Faults;
using CaseWorkflows.Host.Tests.Forms;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.Tasks;

/// <summary>Drafts, two tabs, a task that is gone, a page that is too old: nothing typed is lost.</summary>
public sealed class WhenSomethingComesBetween : IAsyncLifetime
{
    private const string Form = "#task-form";

    private FormScene _scene = null!;
    private Visitor _officer = null!;
    private string _task = "";

    public async Task InitializeAsync()
    {
        _scene = await FormScene.StartAsync();
        _officer = await Visitor.SignedInAsync(_scene.Host, ("bakkah", Role.RelationsOfficer));
        (_, _task) = await _scene.ClaimedAtAsync("verify");
        using var released = await _scene.Team.Officer.ReleaseAsync(_task);
        await _officer.SubmitAsync(await OpenAsync(), "main form", ("do", "claim"));
    }

    public async Task DisposeAsync()
    {
        _officer.Dispose();
        await _scene.DisposeAsync();
    }

    [Fact]
    public async Task A_draft_is_there_when_one_comes_back_even_half_wrong_and_encrypted_meanwhile()
    {
        var saved = await _officer.SubmitAsync(
            await OpenAsync(), Form, ("do", "draft"), ("data.rent", "نحو ألف"), ("data.housing", "rented"), ("data.iban", "SA03 8000"), ("data.household[3].name", "سارة"), ("reason", "لاحقًا"));
        Assert.Equal("حُفظت المسودة.", saved.One(".cw-done").TextContent.Trim());

        var back = await OpenAsync();
        Assert.Equal(
            ("نحو ألف", "SA03 8000", "سارة", "لاحقًا"),
            (back.One("#f-rent").GetAttribute("value"), back.One("#f-iban").GetAttribute("value"), back.One("#f-household-3-name").GetAttribute("value"), back.One("#reason").TextContent));
        var dump = (await DatabaseDump.OfAsync(_scene.Data)).Exactly;
        Assert.All(new[] { "SA03 8000", "نحو ألف", "سارة" }, typed => Assert.DoesNotContain(typed, dump, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_draft_goes_with_the_task()
    {
        await _officer.SubmitAsync(await OpenAsync(), Form, ("do", "draft"), ("data.district", "العزيزية"));
        await _officer.SubmitAsync(await OpenAsync(), Form, ("action", "Incomplete"), ("reason", "ناقص"));

        Assert.Equal(0, await _scene.Host.LookAsync(context => context.TaskDrafts.CountAsync()));
    }

    [Fact]
    public async Task The_second_of_two_tabs_is_told_sees_what_differs_and_picks()
    {
        var (first, second) = (await OpenAsync(), await OpenAsync());
        await _officer.SubmitAsync(first, Form, ("do", "draft"), ("data.district", "العزيزية"), ("data.rent", "12000"), ("data.housing", "rented"), ("reason", "الأول"));
        var told = await _officer.SubmitAsync(second, Form, HttpStatusCode.Conflict, ("do", "draft"), ("data.district", "النسيم"), ("data.rent", "12000"), ("data.housing", "owned"), ("data.household[0].name", "سعد"));

        Assert.Equal(["المسكن", "الحي والمدينة", "أفراد الأسرة في المسكن", "السبب"], told.Document.QuerySelectorAll("#differences tbody th").Select(cell => cell.TextContent).OrderBy(label => Array.IndexOf(["المسكن", "الحي والمدينة", "أفراد الأسرة في المسكن", "السبب"], label)));
        Assert.Contains("العزيزية", told.One("#differences").TextContent, StringComparison.Ordinal);
        Assert.Contains("إيجار", told.One("#differences").TextContent, StringComparison.Ordinal); // the option as people read it
        Assert.Equal("النسيم", told.One("#f-district").GetAttribute("value"));

        await _officer.SubmitAsync(told, Form, ("do", "merge"), ("pick.district", "theirs"), ("pick.housing", "mine"), ("pick.household", "mine"), ("pick.reason", "theirs"));
        var back = await OpenAsync();
        Assert.Equal(("العزيزية", "سعد", "الأول"), (back.One("#f-district").GetAttribute("value"), back.One("#f-household-0-name").GetAttribute("value"), back.One("#reason").TextContent));
        Assert.True(back.One("input[name='data.housing'][value='owned']").HasAttribute("checked"));
    }

    [Fact]
    public async Task Two_tabs_that_say_the_same_do_not_quarrel()
    {
        var (first, second) = (await OpenAsync(), await OpenAsync());
        await _officer.SubmitAsync(first, Form, ("do", "draft"), ("data.district", "العزيزية"));

        Assert.True((await _officer.SubmitAsync(second, Form, ("do", "draft"), ("data.district", "العزيزية"))).Has(".cw-done"));
    }

    [Fact]
    public async Task The_script_that_saves_while_one_types_is_answered_in_words_and_told_of_another_tab()
    {
        var (first, second) = (await OpenAsync(), await OpenAsync());
        var saved = await SaveAsync(first, HttpStatusCode.OK, ("data.district", "العزيزية"));
        var refused = await SaveAsync(second, HttpStatusCode.Conflict, ("data.district", "النسيم"));

        Assert.StartsWith("حُفظت المسودة الساعة", saved.Text("message"), StringComparison.Ordinal);
        Assert.Equal(1, saved.GetProperty("draft").GetInt32());
        Assert.Contains("تبويب آخر", refused.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_else_completed_it_meanwhile()
    {
        var page = await OpenAsync();
        using var assigned = await _scene.Team[Role.RelationsSupervisor].AssignAsync(_task, _scene.Team.Officer.Id);
        await assigned.OkAsync();
        using var completed = await _scene.Team.Officer.CompleteAsync(_task, new { action = "Incomplete", reason = "ناقص" });
        await completed.OkAsync();

        var late = await _officer.SubmitAsync(page, Form, HttpStatusCode.Conflict, ("action", "Verified"), ("data.district", "العزيزية"), ("data.housing", "rented"), ("reason", "كتبتُ سببًا"));

        Assert.False(late.Has(Form));
        Assert.Contains("البيانات ناقصة", late.Text, StringComparison.Ordinal); // how it ended
        Assert.All(new[] { "العزيزية", "إيجار", "كتبتُ سببًا" }, typed => Assert.Contains(typed, late.One(".cw-kept").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("تجريبي", late.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_was_given_to_somebody_else_meanwhile()
    {
        var page = await OpenAsync();
        using var assigned = await _scene.Team[Role.RelationsSupervisor].AssignAsync(_task, _scene.Team.Officer.Id);
        await assigned.OkAsync();

        var late = await _officer.SubmitAsync(page, Form, HttpStatusCode.Conflict, ("do", "draft"), ("data.district", "العزيزية"));

        Assert.Contains("العزيزية", late.One(".cw-kept").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_role_was_taken_away_while_the_form_was_open()
    {
        var page = await OpenAsync();
        using var released = await _scene.Team[Role.RelationsSupervisor].ReleaseAsync(_task);
        await released.OkAsync();
        await _scene.Host.AppointAsync(_officer.Id, ("bakkah", Role.Auditor));

        var late = await _officer.SubmitAsync(page, Form, HttpStatusCode.Forbidden, ("action", "Verified"), ("data.district", "العزيزية"));

        Assert.False(late.Has(Form));
        Assert.Contains("العزيزية", late.One(".cw-kept").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_was_open_too_long_and_one_more_click_is_all()
    {
        var page = await OpenAsync();
        var stale = await _officer.SubmitAsync(page, Form, HttpStatusCode.BadRequest, ("form-token", "old"), ("action", "Incomplete"), ("reason", "ناقص"), ("data.district", "العزيزية"));
        Assert.Equal("العزيزية", stale.One("#f-district").GetAttribute("value"));

        Assert.True((await _officer.SubmitAsync(stale, Form, ("action", "Incomplete"))).Has(".cw-done"));
    }

    [Fact]
    public async Task A_field_nobody_asked_for_and_a_value_that_is_too_long_keep_the_rest()
    {
        var page = await OpenAsync();
        var refused = await _officer.SubmitAsync(
            page, Form, HttpStatusCode.UnprocessableEntity, ("action", "Verified"), ("data.housing", "owned"), ("data.seen", "identity"), ("data.shoeSize", "44"), ("data.district", new string('ع', 500)));

        Assert.Equal(2, refused.Document.QuerySelectorAll("#errors li").Length);
        Assert.Equal(500, refused.One("#f-district").GetAttribute("value")!.Length);
    }

    [Fact]
    public async Task A_decision_before_its_time_shows_from_when_and_cannot_be_sent()
    {
        var person = Somebody.New();
        var (id, task) = (await _scene.Team.OpenCaseAsync(new { channel = "interview", service = "support", needs = "سرير طبي", applicant = new { fullName = person.FullName, nationalId = person.NationalId } }), "");
        foreach (var (step, action) in new[] { ("receive", "Received"), ("verify", "Verified"), ("declare", "Signed") })
        {
            await _scene.DoAsync(id, step, Role.RelationsOfficer, action);
        }

        task = await _scene.Team.TaskAtAsync(id, "committee");
        using var member = await Visitor.SignedInAsync(_scene.Host, ("bakkah", Role.CommitteeMember));
        var page = await member.SubmitAsync(await member.OpenAsync($"/tasks/{task}"), "main form", ("do", "claim"));

        var early = page.Document.QuerySelectorAll(".cw-not-yet");
        Assert.Equal(2, early.Length);
        Assert.All(early, box => Assert.True(box.QuerySelector("button")!.HasAttribute("disabled") && box.QuerySelector("time") is not null));
        Assert.Contains("سرير طبي", page.Text, StringComparison.Ordinal); // the need as it was written down when the request came

        var forced = await member.SubmitAsync(page, Form, HttpStatusCode.Conflict, ("action", "Approved"), ("data.recommendation", "توصية مكتوبة"));
        Assert.Equal("توصية مكتوبة", forced.One("#f-recommendation").TextContent);
    }

    [Fact]
    public async Task A_task_of_another_association_does_not_exist()
    {
        using var stranger = await Visitor.SignedInAsync(_scene.Host, ("bakkah", Role.Auditor));
        await stranger.OpenAsync("/tasks/no-such-task-1", HttpStatusCode.NotFound);
        await _scene.Host.AppointAsync(stranger.Id, ("elsewhere", Role.RelationsOfficer));
        await stranger.OpenAsync($"/tasks/{_task}", HttpStatusCode.NotFound);
    }

    private Task<VisitedPage> OpenAsync() => _officer.OpenAsync($"/tasks/{_task}");

    private async Task<JsonElement> SaveAsync(VisitedPage page, HttpStatusCode expected, params (string Name, string Value)[] fields)
    {
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)page.One(Form);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/tasks/{_task}")
        {
            Content = new FormUrlEncodedContent([.. page.FieldsOf(form).Where(field => !fields.Any(filled => filled.Name == field.Key)), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), new("do", "draft")]),
        };
        request.Headers.Add("Accept", "application/json");
        using var answer = await _officer.Client.SendAsync(request);
        return await answer.OkAsync(expected);
    }
}
