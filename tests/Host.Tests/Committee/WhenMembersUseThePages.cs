using System.Net;
using System.Security.Cryptography;
using System.Text;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.CaseFiles;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.Committee;

/// <summary>The same committee at browsers without JavaScript.</summary>
public sealed class WhenMembersUseThePages
{
    [Fact]
    public async Task A_vote_is_confirmed_before_it_is_given_and_given_once()
    {
        await using var open = await Sittings.OpenAsync();
        var (_, task) = await open.BringAsync();
        using var member = await open.VisitAsync(open.First);
        var list = await member.OpenAsync("/committee");
        Assert.Equal($"/committee/{task}", list.One("tbody th a").GetAttribute("href"));
        Assert.Contains("بانتظار صوتك", list.Text, StringComparison.Ordinal);
        var page = await member.OpenAsync($"/committee/{task}");

        var confirm = await member.SubmitAsync(page, "form[action$='/vote']", ("choice", "Approve"), ("text", "<b>مستحق</b>"));
        Assert.True(confirm.Has("button[name='confirmed']"));
        Assert.Equal(0, await open.Host.LookAsync(db => db.Votes.CountAsync()));
        var done = await member.SubmitAsync(confirm, "form[action$='/vote']", ("confirmed", "yes"));
        var again = await member.SubmitAsync(confirm, "form[action$='/vote']", ("confirmed", "yes"));

        Assert.Contains("سُجّل صوتك", done.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal("<b>مستحق</b>", Assert.Single(await open.Host.LookAsync(db => db.Votes.Select(vote => vote.Reason).ToListAsync())));
        Assert.False(done.Has("form[action$='/vote']"));
        Assert.False(done.Has("td b"));
        Assert.DoesNotContain("بانتظار صوتك", (await member.OpenAsync("/committee")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejection_without_a_reason_keeps_what_was_chosen()
    {
        await using var open = await Sittings.OpenAsync();
        var (_, task) = await open.BringAsync();
        using var member = await open.VisitAsync(open.First);
        var page = await member.OpenAsync($"/committee/{task}");

        var wrong = await member.SubmitAsync(page, "form[action$='/vote']", HttpStatusCode.UnprocessableEntity, ("choice", "Reject"));
        var stale = await member.SubmitAsync(page, "form[action$='/vote']", HttpStatusCode.BadRequest, ("choice", "Reject"), ("text", "السكن مملوك"), ("form-token", "old"));
        var nothing = await member.SubmitAsync(page, "form[action$='/vote']", HttpStatusCode.UnprocessableEntity);

        Assert.True(wrong.Has("#choice-Reject[checked]"));
        Assert.Equal("true", wrong.One("#vote-text").GetAttribute("aria-invalid"));
        Assert.True(wrong.Has("[role='alert'] a[href='#vote-text']"));
        Assert.Equal("السكن مملوك", stale.One("#vote-text").TextContent);
        Assert.True(nothing.Has("[role='alert'] a[href='#choice-Approve']"));
    }

    [Fact]
    public async Task The_page_says_when_the_decision_is_released_and_why_then_in_both_languages()
    {
        await using var open = await Sittings.OpenAsync();
        var (_, task) = await open.BringAsync();
        using var member = await open.VisitAsync(open.First);
        var arabic = (await member.OpenAsync($"/committee/{task}")).Text;
        await member.Client.PostAsync("/preferences", new FormUrlEncodedContent([new("language", "en"), new("return", "/")]));
        var english = (await member.OpenAsync($"/committee/{task}")).Text;

        Assert.Contains("أسبوعان", arabic, StringComparison.Ordinal);
        Assert.Contains("1447هـ", arabic, StringComparison.Ordinal);
        Assert.Contains("مارس 2026م", arabic, StringComparison.Ordinal);
        Assert.Contains("two weeks", english, StringComparison.Ordinal);
        Assert.Contains("Under clause", english, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staying_out_closes_the_data_of_the_request()
    {
        await using var open = await Sittings.OpenAsync();
        var (_, task) = await open.BringAsync();
        var name = await open.Host.LookAsync(db => db.Applicants.Select(row => row.FullName).SingleAsync());
        using var member = await open.VisitAsync(open.First);
        var page = await member.OpenAsync($"/committee/{task}");
        Assert.Contains(name, page.Text, StringComparison.Ordinal);
        var silent = await member.SubmitAsync(page, "form[action$='/recuse']", HttpStatusCode.UnprocessableEntity, ("text", " "));
        Assert.True(silent.Has("[role='alert'] a[href='#recuse-text']"));

        var done = await member.SubmitAsync(page, "form[action$='/recuse']", ("text", "قرابة"));

        Assert.DoesNotContain(name, done.Text, StringComparison.Ordinal);
        Assert.False(done.Has("form[action$='/vote']"));
    }

    [Fact]
    public async Task Those_without_a_part_in_committees_do_not_open_the_pages()
    {
        await using var open = await Sittings.OpenAsync();
        var (_, task) = await open.BringAsync();
        using var officer = await open.VisitAsync(open.Team.Officer);
        await officer.OpenAsync("/committee", HttpStatusCode.Forbidden);
        await officer.OpenAsync($"/committee/{task}", HttpStatusCode.Forbidden);
        using var elsewhere = await Visitor.SignedInAsync(open.Host, ("bakkah", Role.CommitteeChair));
        await elsewhere.OpenAsync($"/committee/{task}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_session_goes_through_its_agenda_and_ends_with_minutes_that_never_change()
    {
        await using var open = await Sittings.OpenAsync();
        var (first, one) = await open.BringAsync();
        var (_, two) = await open.BringAsync();
        using var chair = await open.VisitAsync(open.Chair);
        var form = await chair.OpenAsync("/committee/sessions/new");
        var wrong = await chair.SubmitAsync(form, "main form", HttpStatusCode.UnprocessableEntity, ("title", "الجلسة الأولى"), ("day", "غدًا"), ("place", ""));
        Assert.Equal("الجلسة الأولى", wrong.One("#title").GetAttribute("value"));
        Assert.True(wrong.Has("#day[aria-invalid='true']") && wrong.Has("#place[aria-invalid='true']"));
        var session = await chair.SubmitAsync(wrong, "main form", ("title", "الجلسة <الأولى>"), ("day", "2026-03-05"), ("place", "مقر الجمعية"));
        Assert.Equal(2, session.Document.QuerySelectorAll("ol li a").Length);
        var address = session.Address.Split('?')[0];

        var at = await chair.OpenAsync(session.Document.QuerySelectorAll("ol li a")[0].GetAttribute("href")!);
        Assert.True(at.Has("a[rel='next']") && !at.Has("a[rel='prev']"));
        await open.First.VotesAsync(one, "Approve", "الدخل دون الحد");
        await open.Second.VotesAsync(one, "Approve");
        using var recused = await open.Third.RecuseAsync(one, "قرابة");
        await recused.OkAsync();
        await open.First.VotesAsync(two, "Reject", "السكن مملوك");
        Assert.False(session.Has("form[action$='/sign']")); // who was there is not recorded yet
        var early = await chair.OpenAsync(address);
        early.One("form[action$='/attendance']").SetAttribute("action", $"{address}/sign");
        Assert.Contains("سجّل الحضور أولًا", (await chair.SubmitAsync(early, "form[action$='/sign']", HttpStatusCode.Conflict)).Text, StringComparison.Ordinal);
        await chair.SubmitAsync(session, "form[action$='/attendance']", ("present", open.Chair.Id), ("present", open.First.Id));
        var worded = await chair.SubmitAsync(await chair.OpenAsync(address), "form[action$='/wording']", ($"reason-{one}", "دخل الأسرة دون الحد المعتمد"));
        Assert.Contains("حُفظت الصياغة", worded.Text, StringComparison.Ordinal);
        using var auditor = await open.VisitAsync(open.Team[Role.Auditor]);
        Assert.DoesNotContain("قبول الطلب", (await auditor.OpenAsync(address)).Text, StringComparison.Ordinal);
        await auditor.OpenAsync($"{address}/minutes", HttpStatusCode.NotFound);

        var signed = await chair.SubmitAsync(await chair.OpenAsync(address), "form[action$='/sign']");

        var minutes = await open.Host.LookAsync(db => db.Minutes.SingleAsync());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{minutes.TextAr}\n{minutes.TextEn}"))), minutes.Sha256);
        foreach (var part in new[] { "الجلسة &lt;الأولى&gt;", "دخل الأسرة دون الحد المعتمد", "قرابة", "قبول الطلب", "لم يُحسم في هذه الجلسة", "1447هـ", "رئيس لجنة البحث" })
        {
            Assert.Contains(part, WebUtility.HtmlDecode(minutes.TextAr!).Replace("<الأولى>", "&lt;الأولى&gt;", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        Assert.Contains("Not decided in this session", minutes.TextEn!, StringComparison.Ordinal);
        Assert.False(signed.Has("form[action$='/sign']") || signed.Has("form[action$='/wording']") || signed.Has("form[action$='/attendance']"));
        var line = (await open.Team.Officer.HistoryAsync(first)).Single(found => found.Text("action") == "MinutesSigned");
        Assert.Equal((open.Chair.Id, minutes.Sha256), (line.Text("actor"), line.GetProperty("data").Text("sha256")));
        using var supervisor = await Visitor.SignedInAsync(open.Host, (open.Association, Role.RelationsSupervisor));
        Assert.False((await supervisor.OpenAsync($"/cases/{first}")).Has("#documents a[href*='/minutes/']") || signed.Has("form[action$='/paper']")); // the decision is still held
        await supervisor.OpenAsync($"/cases/{first}/minutes/{address.Split('/')[^1]}", HttpStatusCode.NotFound);
        await chair.SubmitAsync(session, "form[action$='/attendance']", HttpStatusCode.Conflict);
        await open.Host.PassTimeAsync(TimeSpan.FromDays(15));
        using var later = await open.VisitAsync(open.Team[Role.Auditor]);
        Assert.Contains("دخل الأسرة دون الحد المعتمد", (await later.OpenAsync($"{address}/minutes")).Text, StringComparison.Ordinal);
        await KeptWithEachCaseAsync(open, address, first);
        var refused = await Record.ExceptionAsync(() => ExecuteAsync(open, "UPDATE committee_minutes SET text_ar = 'x'"));
        Assert.Contains("signed minutes never change", refused?.Message, StringComparison.Ordinal);
        var kept = await Record.ExceptionAsync(() => ExecuteAsync(open, "UPDATE committee_votes SET choice = 'Reject'"));
        Assert.Contains("votes are final", kept?.Message, StringComparison.Ordinal);
    }

    /// <summary>Each case has what the minutes say of it, and the signed paper once it is filed; the rest of the agenda is not told there.</summary>
    private static async Task KeptWithEachCaseAsync(Sittings open, string address, string first)
    {
        using var chair = await open.VisitAsync(open.Chair);
        using var supervisor = await Visitor.SignedInAsync(open.Host, (open.Association, Role.RelationsSupervisor));
        var extract = await supervisor.OpenAsync((await supervisor.OpenAsync($"/cases/{first}")).One("#documents a[href*='/minutes/']").GetAttribute("href")!);
        var items = extract.Document.QuerySelectorAll(".cw-minutes ol > li");
        Assert.Contains("دخل الأسرة دون الحد المعتمد", Assert.Single(items).TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("لم يُحسم في هذه الجلسة", extract.Text, StringComparison.Ordinal);
        Assert.Contains("التواقيع", extract.Text, StringComparison.Ordinal);

        var paper = Papers.Pdf();
        var filed = await chair.AttachToAsync(await chair.OpenAsync(address), "paper", [(paper, "محضر موقع.pdf", "application/pdf")]);
        await chair.AttachToAsync(filed, "paper", [(paper, "محضر موقع.pdf", "application/pdf")]);
        await chair.AttachToAsync(filed, "paper", [([.. "MZ"u8], "محضر.pdf", "application/pdf")], HttpStatusCode.UnprocessableEntity);
        var rows = await open.Host.LookAsync(db => db.Documents.ToListAsync());
        Assert.Equal(2, rows.Select(row => row.CaseId).Distinct().Count());
        Assert.Equal(2, rows.Count);
        using (var read = await chair.Client.GetAsync(filed.One("a[href*='/documents/']").GetAttribute("href")))
        {
            Assert.Equal(paper, await read.Content.ReadAsByteArrayAsync());
        }

        var shown = (await supervisor.OpenAsync($"/cases/{first}")).One("#documents");
        Assert.Contains("محضر موقّع", shown.TextContent, StringComparison.Ordinal);
        Assert.Empty(shown.QuerySelectorAll("a[href*='/documents/']"));
        await supervisor.OpenAsync($"/cases/{first}/documents/{rows.Single(row => row.CaseId == first).Id}", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Only_the_chair_signs()
    {
        await using var open = await Sittings.OpenAsync();
        await open.BringAsync();
        using var administrator = await open.VisitAsync(open.Team[Role.Administrator]);
        var session = await administrator.SubmitAsync(await administrator.OpenAsync("/committee/sessions/new"), "main form", ("title", "جلسة"), ("day", "2026-03-05"), ("place", "المقر"));
        Assert.False(session.Has("form[action$='/sign']"));
        using var member = await open.VisitAsync(open.First);
        var seen = await member.OpenAsync(session.Address.Split('?')[0]);
        Assert.False(seen.Has("form[action$='/sign']") || seen.Has("form[action$='/attendance']"));
        await member.OpenAsync("/committee/sessions/new", HttpStatusCode.Forbidden);
        using var forced = await open.First.Client.PostAsync($"{session.Address.Split('?')[0]}/sign", new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.Forbidden, forced.StatusCode);
    }

    private static async Task ExecuteAsync(Sittings open, string sql)
    {
        await using var connection = open.Host.Store.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
