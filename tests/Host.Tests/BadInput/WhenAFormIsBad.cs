using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Html.Parser;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Tests.Staff;

namespace CaseWorkflows.Host.Tests.BadInput;

/// <summary>
/// Every place of the desk that takes a form gets what it should not, and answers with a page in the reader's language on which stands what was typed. Nothing is written. One desk for all
/// of it; a place that is not listed in <see cref="PostingDesk.Pages"/> fails the first test.
/// </summary>
public sealed class WhenAFormIsBad(PostingDesk desk) : IClassFixture<PostingDesk>
{
    private const string Typed = "<script>alert(\"س\")</script> ما كتبته";

    /// <summary>They change nothing of the desk, and what signing in does is told in WhenSomebodySitsAtABrowser and WhenTheSessionEndsWhileTyping.</summary>
    private static readonly string[] NotOfTheDesk = ["/preferences", "/sign-in", "/sign-in/code", "/sign-out"];

    [Fact]
    public void Every_place_that_takes_a_form_is_looked_at_here() =>
        Assert.Equal(desk.Routes, desk.Pages.Select(page => page.Route).Concat(NotOfTheDesk).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("ar")]
    [InlineData("en")]
    public async Task A_page_that_was_open_too_long_says_so_and_keeps_what_was_typed(string language) =>
        await EachAsync(desk.Everybody, language, page => Form(page, "of last week"), (page, answer) =>
            answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity && answer.Text.Contains(language == "ar" ? "بقيت الصفحة مفتوحة" : "The page was open", StringComparison.Ordinal) && Keeps(page, answer));

    [Fact]
    public async Task A_role_taken_away_says_so_and_shows_what_was_typed()
    {
        using var former = await desk.VisitorAsync();
        var token = await TokenAsync(former);
        await desk.Host.AppointAsync(former.Id);

        await EachAsync(former, "ar", page => Form(page, token), (page, answer) => answer.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound && Keeps(page, answer));
    }

    [Fact]
    public async Task An_empty_form_is_told_what_is_missing()
    {
        var token = await TokenAsync(desk.Everybody);

        await EachAsync(desk.Everybody, "ar", page => Form(page with { Text = null, Fields = [] }, token), (_, answer) => (int)answer.Status is >= 400 and < 500, except: page => page.IsButton);
    }

    [Fact]
    public async Task Values_that_are_wrong_too_long_or_were_never_asked_for_are_refused_and_stay_to_be_put_right()
    {
        var (token, long_) = (await TokenAsync(desk.Everybody), string.Concat(Enumerable.Repeat(Typed, 600)));

        await EachAsync(desk.Everybody, "ar", page => Form(page, token, long_, ("shoeSize", "44"), ("__proto__", "x"), ("data.shoeSize", "44")), (page, answer) =>
            (int)answer.Status is >= 400 and < 500 && Keeps(page, answer, long_), except: page => page.IsButton || page.Route.StartsWith("/account/", StringComparison.Ordinal)); // a wrong password or code is counted, see WhenACodeIsAskedFor
    }

    [Fact]
    public async Task A_body_that_is_no_form_is_no_riddle() =>
        await EachAsync(desk.Everybody, "ar", _ => new StringContent("{\"do\":\"claim\"}", Encoding.UTF8, "application/json"), (_, answer) => (int)answer.Status is >= 400 and < 500);

    [Fact]
    public async Task More_than_is_taken_is_told_in_megabytes_and_where_the_text_still_stands()
    {
        await EachAsync(desk.Everybody, "ar", _ => Announcing(500L * 1024 * 1024), (_, answer) =>
            answer.Status == HttpStatusCode.RequestEntityTooLarge && answer.Text.Contains("ميغابايت", StringComparison.Ordinal) && answer.Text.Contains("ارجع", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Somebody_else_was_quicker_and_what_was_typed_is_there_to_take_along()
    {
        var token = await TokenAsync(desk.Everybody);

        await EachAsync(desk.Everybody, "ar", page => Form(page, token), (page, answer) => (int)answer.Status is >= 400 and < 500 && Keeps(page, answer), pages: desk.Overtaken);
    }

    /// <summary>Sends every place what <paramref name="form"/> makes of it. All that is not as it should be is told at once.</summary>
    private async Task EachAsync(Visitor visitor, string language, Func<PostingPage, HttpContent> form, Func<PostingPage, VisitedPage, bool> isRight, Func<PostingPage, bool>? except = null, IReadOnlyList<PostingPage>? pages = null)
    {
        using (await visitor.Client.PostAsync("/preferences", new FormUrlEncodedContent([new("language", language)])))
        {
        }

        await using var before = await Snapshot.TakeAsync(desk.Host);
        var wrong = new List<string>();
        foreach (var page in (pages ?? desk.Pages).Where(page => except?.Invoke(page) != true))
        {
            using var content = form(page);
            using var answer = await visitor.Client.PostAsync(page.Address, content);
            var body = await answer.Content.ReadAsStringAsync();
            var got = new VisitedPage(page.Address, answer.StatusCode, new HtmlParser().ParseDocument(body));
            if (answer.Content.Headers.ContentType?.MediaType != "text/html" || got.Document.DocumentElement.GetAttribute("lang") != language || got.Has("main script:not([src])") || !isRight(page, got))
            {
                wrong.Add($"{page.Route}: {(int)answer.StatusCode} {answer.Headers.Location} {(got.Text.Length > 300 ? got.Text[..300] : got.Text)}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        await before.NothingWasWrittenAsync();
    }

    private static FormUrlEncodedContent Form(PostingPage page, string token, string typed = Typed, params (string Name, string Value)[] extra) => new(
        [new(Session.FormField, token), .. page.Text is { } text ? new[] { KeyValuePair.Create(text, typed) } : [], .. page.Fields.Concat(extra).Select(field => KeyValuePair.Create(field.Name, field.Value))]);

    private static ByteArrayContent Announcing(long length)
    {
        var content = new ByteArrayContent([]);
        content.Headers.ContentLength = length;
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        return content;
    }

    private static bool Keeps(PostingPage page, VisitedPage answer, string typed = Typed) => page.Text is null
        || answer.Document.QuerySelectorAll("main textarea").Select(area => area.TextContent).Concat(answer.Document.QuerySelectorAll("main input").Select(input => input.GetAttribute("value"))).Contains(typed);

    private static async Task<string> TokenAsync(Visitor visitor) => (await visitor.OpenAsync("/account")).Document.QuerySelector($"input[name='{Session.FormField}']")!.GetAttribute("value")!;
}
