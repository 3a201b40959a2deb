using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Forms;
using CaseWorkflows.Host.Tests.Staff;

namespace CaseWorkflows.Host.Tests.Tasks;

public sealed class WhenAFileIsAttached : IAsyncLifetime
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7 a lease");

    private FormScene _scene = null!;
    private Visitor _officer = null!;
    private string _task = "";

    public async Task InitializeAsync()
    {
        _scene = await FormScene.StartAsync();
        _officer = await Visitor.SignedInAsync(_scene.Host, ("bakkah", Role.RelationsOfficer));
        (_, _task) = await _scene.ClaimedAtAsync("verify");
        using var released = await _scene.Team.Officer.ReleaseAsync(_task);
        await _officer.SubmitAsync(await _officer.OpenAsync($"/tasks/{_task}"), "main form", ("do", "claim"));
    }

    public async Task DisposeAsync()
    {
        _officer.Dispose();
        await _scene.DisposeAsync();
    }

    [Fact]
    public async Task It_is_kept_under_its_hash_and_named_in_the_answer()
    {
        var (status, _) = await SendAsync("عقد.pdf", Pdf, ("action", "Verified"), ("data.housing", "owned"), ("data.seen", "identity"));
        var kept = (await _scene.KeptAsync(_task))["proof"]!.AsObject();

        Assert.Equal(HttpStatusCode.SeeOther, status);
        Assert.Equal(("عقد.pdf", "application/pdf", Pdf.Length), ((string?)kept["name"], (string?)kept["mediaType"], (int?)kept["bytes"]));
        Assert.Equal(Pdf, await File.ReadAllBytesAsync(Path.Combine(_scene.Host.DataFolder, "documents", (string)kept["sha256"]!)));
    }

    [Fact]
    public async Task It_stays_attached_while_something_else_is_put_right_and_in_a_draft()
    {
        var (status, wrong) = await SendAsync("lease.pdf", Pdf, ("action", "Verified"), ("data.housing", "owned"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal("lease.pdf", wrong!.QuerySelector(".cw-attached")!.TextContent.Trim());

        await SendAsync("lease.pdf", Pdf, ("do", "draft"));
        var back = await _officer.OpenAsync($"/tasks/{_task}");
        await _officer.SubmitAsync(back, "#task-form", ("action", "Verified"), ("data.housing", "owned"), ("data.seen", "identity"));
        Assert.Equal("lease.pdf", (string?)(await _scene.KeptAsync(_task))["proof"]!["name"]);
    }

    [Theory]
    [InlineData("lease.pdf", "<html><script>alert(1)</script>", "f-proof")]
    [InlineData("picture.png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "f-proof")]
    [InlineData("program.pdf", "MZ", "f-proof")]
    public async Task One_whose_content_is_not_its_type_is_refused_and_what_was_typed_stays(string name, string content, string field)
    {
        var (status, page) = await SendAsync(name, Encoding.ASCII.GetBytes(content), ("do", "draft"), ("data.district", "العزيزية"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.NotNull(page!.GetElementById($"{field}-wrong"));
        Assert.Equal("العزيزية", page.GetElementById("f-district")!.GetAttribute("value"));
        Assert.False(Directory.Exists(Path.Combine(_scene.Host.DataFolder, "documents")));
    }

    [Fact]
    public async Task One_that_is_too_large_is_refused()
    {
        var large = new byte[(5 * 1024 * 1024) + 1];
        Pdf.CopyTo(large, 0);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync("large.pdf", large, ("do", "draft"))).Status);
    }

    [Fact]
    public async Task Nobody_names_a_file_they_have_not_handed_in()
    {
        using var answer = await _officer.Client.GetAsync("/"); // the session is alive
        var page = await _officer.SubmitAsync(
            await _officer.OpenAsync($"/tasks/{_task}"), "#task-form", HttpStatusCode.UnprocessableEntity, ("action", "Verified"), ("data.housing", "owned"), ("data.seen", "identity"), ("data.proof", new string('a', 64)));

        Assert.True(page.Has("#f-proof-wrong"));
    }

    private async Task<(HttpStatusCode Status, IHtmlDocument? Page)> SendAsync(string name, byte[] content, params (string Name, string Value)[] fields)
    {
        var page = await _officer.OpenAsync($"/tasks/{_task}");
        var form = (IHtmlFormElement)page.One("#task-form");
        using var parts = new MultipartFormDataContent();
        foreach (var (key, value) in page.FieldsOf(form).Where(field => !fields.Any(filled => filled.Name == field.Key)).Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))))
        {
            parts.Add(new StringContent(value), key);
        }

        parts.Add(new ByteArrayContent(content), "data.proof", name);
        using var answer = await _officer.Client.PostAsync($"/tasks/{_task}", parts);
        var body = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, body.Length == 0 ? null : new HtmlParser().ParseDocument(body));
    }
}
