using System.Net;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Conversations;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.CaseFiles;

/// <summary>Comments among staff, and the conversation with the person.</summary>
public sealed class WhenStaffTalkAboutACase : IAsyncLifetime
{
    private readonly HostFactory _host = new();
    private Team _team = null!;
    private Visitor _supervisor = null!;
    private string _case = "";

    public async Task InitializeAsync()
    {
        _team = await Team.HireAsync(_host, "natiq");
        _supervisor = await Visitor.SignedInAsync(_host, ("natiq", Role.RelationsSupervisor));
        _case = await _team.OpenCaseAsync();
    }

    public async Task DisposeAsync()
    {
        _supervisor.Dispose();
        _team.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_is_named_is_told_once_and_reads_what_is_for_them_alone()
    {
        using var clerk = await Visitor.SignedInAsync(_host, ("natiq", Role.RegistrationClerk));
        using var other = await Visitor.SignedInAsync(_host, ("natiq", Role.ServiceProvider));
        var page = await _supervisor.SubmitAsync(await OpenAsync(), Comments, ("text", "تعليق للمشرف وحده"));
        page = await _supervisor.SubmitAsync(page, Comments, ("text", $"راجع الملف يا @{clerk.UserName.ToUpperInvariant()}. شكرًا"), ("notify", other.Id));
        Assert.Equal(2, page.Document.QuerySelectorAll("#comments .cw-talk li").Length);

        Assert.Equal(1, await UnseenAsync(clerk.Id));
        var strip = (await clerk.OpenAsync("/inbox")).One("#mentions");
        Assert.Contains("1", strip.QuerySelector("h2")!.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/cases/{_case}#comments", strip.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("\"mentions\":1", await clerk.Client.GetStringAsync("/inbox/counts"), StringComparison.Ordinal);
        var read = await clerk.OpenAsync($"/cases/{_case}");
        Assert.Contains("موجّه إليك", read.One("#comments").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("للمشرف وحده", read.Text, StringComparison.Ordinal);
        Assert.Equal((0, 1), (await UnseenAsync(clerk.Id), await UnseenAsync(other.Id)));
        Assert.False((await clerk.OpenAsync("/inbox")).Has("#mentions"));
        Assert.DoesNotContain("موجّه إليك", (await clerk.OpenAsync($"/cases/{_case}")).One("#comments").TextContent, StringComparison.Ordinal);

        // And may answer, which otherwise a clerk without a task may not.
        await clerk.SubmitAsync(read, Comments, ("text", "تمت المراجعة"));
        using var third = await Visitor.SignedInAsync(_host, ("natiq", Role.RegistrationClerk));
        Assert.False((await third.OpenAsync($"/cases/{_case}")).Has(Comments));
        using var refused = await _team[Role.RegistrationClerk].Client.PostAsync($"/api/v1/cases/{_case}/comments", Json("""{"text":"x"}"""));
        await refused.IsProblemAsync(403, "may-not-comment");
    }

    [Fact]
    public async Task Somebody_of_another_association_is_not_told()
    {
        using var stranger = await Visitor.SignedInAsync(_host, ("maman", Role.Administrator));
        var page = await _supervisor.SubmitAsync(await OpenAsync(), Comments, ("text", $"@{stranger.UserName} @nobody somebody@example.org"), ("notify", stranger.Id), ("notify", "nobody"));
        Assert.Equal(0, await UnseenAsync(stranger.Id));
        Assert.DoesNotContain("موجّه إلى:", page.One("#comments .cw-talk").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "اكتب النص")]
    [InlineData("\u200F \u200F", "اكتب النص")]
    [InlineData("long", "والحد 4000")]
    public async Task What_cannot_be_kept_comes_back_with_what_was_chosen(string text, string said)
    {
        text = text == "long" ? new string('ن', 4001) : text;
        var page = await _supervisor.SubmitAsync(await OpenAsync(), Comments, HttpStatusCode.UnprocessableEntity, ("text", text), ("notify", _team.Officer.Id));
        Assert.Contains(said, page.One("#comment-wrong").TextContent, StringComparison.Ordinal);
        Assert.True(page.Has($"input[name=notify][value='{_team.Officer.Id}'][checked]"));
        Assert.Equal(text.Trim(), page.One("#comment").TextContent.Trim());
    }

    [Fact]
    public async Task A_script_in_a_comment_is_words()
    {
        var page = await _supervisor.SubmitAsync(await OpenAsync(), Comments, ("text", "<script>alert(1)</script>"));
        Assert.Equal("<script>alert(1)</script>", page.One("#comments .cw-said").TextContent);
        Assert.False(page.Has("main script"));
    }

    [Fact]
    public async Task A_removed_comment_tells_nobody_any_more_and_the_history_keeps_that_it_was()
    {
        using var other = await Visitor.SignedInAsync(_host, ("natiq", Role.RelationsOfficer));
        var page = await _supervisor.SubmitAsync(await OpenAsync(), Comments, ("text", "قيل خطأ"), ("notify", other.Id));
        page = await _supervisor.SubmitAsync(page, "#comments form[action$='/remove']");
        Assert.DoesNotContain("قيل خطأ", page.Text, StringComparison.Ordinal);
        Assert.Equal(0, await UnseenAsync(other.Id));
        Assert.Equal(["CommentAdded", "CommentRemoved"], (await _team.ActionsAsync(_case))[^2..]);
    }

    [Fact]
    public async Task Another_ones_comment_is_removed_by_those_who_lead_alone()
    {
        using var added = await _team.Officer.Client.PostAsync($"/api/v1/cases/{_case}/comments", Json("""{"text":"من الموظف"}"""));
        var id = (await added.OkAsync(HttpStatusCode.Created)).Text("id");
        using var officer = await Visitor.SignedInAsync(_host, ("natiq", Role.RelationsOfficer));
        var own = await officer.SubmitAsync(await officer.OpenAsync($"/cases/{_case}"), Comments, ("text", "من غيره"));
        var form = own.One("#comments form[action$='/remove']");
        form.SetAttribute("action", $"/cases/{_case}/comments/{id}/remove");
        await officer.SubmitAsync(own, $"form[action$='{id}/remove']", HttpStatusCode.Forbidden);
        Assert.DoesNotContain("CommentRemoved", await _team.ActionsAsync(_case));
        await _supervisor.SubmitAsync(await OpenAsync(), $"form[action$='{id}/remove']");
    }

    [Fact]
    public async Task What_staff_write_goes_out_once_and_stands_in_one_thread_with_what_the_procedure_sent_and_the_person_said()
    {
        var id = await _team.BringToCommitteeAsync();
        await _host.SettleAsync();
        var page = await _supervisor.SubmitAsync(await _supervisor.OpenAsync($"/cases/{id}"), Messages, ("text", "نحتاج صورة أوضح"));
        Assert.Contains("قيد الإرسال", page.One("#talk").TextContent, StringComparison.Ordinal);
        await _host.SettleAsync();
        page = await _supervisor.SubmitAsync(page, Messages, ("text", "سأحضرها غدًا"), ("channel", "phone"));

        Assert.DoesNotContain("قيد الإرسال", page.One("#talk").TextContent, StringComparison.Ordinal);
        Assert.Equal(2, page.Document.QuerySelectorAll("#talk .cw-ours").Length);
        Assert.Contains("أُرسلت آليًا", page.Document.QuerySelector("#talk .cw-ours")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("سأحضرها غدًا", page.One("#talk .cw-theirs").TextContent, StringComparison.Ordinal);
        Assert.Contains("الهاتف", page.One("#talk .cw-theirs").TextContent, StringComparison.Ordinal);
        Assert.Equal(["MessageSent", "MessageReceived"], (await _team.ActionsAsync(id)).Where(action => action.StartsWith("Message", StringComparison.Ordinal)));
        Assert.DoesNotContain("نحتاج", string.Concat((await _team.Officer.HistoryAsync(id)).Select(line => line.ToString())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_sees_everything_writes_to_the_person()
    {
        using var officer = await Visitor.SignedInAsync(_host, ("natiq", Role.RelationsOfficer));
        var page = await officer.OpenAsync($"/cases/{_case}");
        Assert.False(page.Has(Messages));
        using var refused = await _team[Role.BranchDelegate].Client.PostAsync($"/api/v1/cases/{_case}/conversation", Json("""{"text":"x"}"""));
        await refused.IsProblemAsync(403, "may-not-write-to-person");
        using var unknown = await _team.Officer.Client.PostAsync($"/api/v1/cases/{_case}/conversation", Json("""{"text":"x","channel":"pigeon"}"""));
        await unknown.IsProblemAsync(422, "unknown-channel");
    }

    private string Comments => $"form[action='/cases/{_case}/comments']";

    private const string Messages = "form[action$='/messages']";

    private static StringContent Json(string body) => new(body, System.Text.Encoding.UTF8, "application/json");

    private Task<VisitedPage> OpenAsync() => _supervisor.OpenAsync($"/cases/{_case}");

    private Task<int> UnseenAsync(string person) => _host.LookAsync(context => Task.FromResult(context.Mentions.Count(row => row.PersonId == person && row.SeenAt == null
        && context.Comments.Any(comment => comment.Id == row.CommentId && comment.RemovedAt == null))));
}
