using System.Net;
using System.Security.Cryptography;
using System.Text;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Documents;
using CaseWorkflows.Host.NightWatch;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.CaseFiles;

/// <summary>What people bring is filed, looked at, taken along and removed from sight; every time the history says who.</summary>
public sealed class WhenADocumentIsFiled : IAsyncLifetime
{
    private readonly HostFactory _host = new();
    private Team _team = null!;
    private Visitor _supervisor = null!;
    private string _case = "";

    public async Task InitializeAsync()
    {
        _team = await Team.HireAsync(_host, "bakkah");
        _supervisor = await Visitor.SignedInAsync(_host, ("bakkah", Role.RelationsSupervisor));
        _case = await _team.OpenCaseAsync();
    }

    public async Task DisposeAsync()
    {
        _supervisor.Dispose();
        _team.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task It_is_there_with_its_hash_and_comes_back_byte_by_byte()
    {
        var paper = Papers.Pdf();
        var page = await _supervisor.AttachAsync(await OpenAsync(), paper, "صورة الهوية.pdf", "application/pdf");

        Assert.Contains("أُضيف المستند", page.Text, StringComparison.Ordinal);
        var link = page.One("#documents a[href*='/documents/']:not([href*='download'])");
        Assert.Equal("صورة الهوية.pdf", link.TextContent);
        Assert.Contains(Hash(paper), page.Text, StringComparison.Ordinal);
        using var shown = await _supervisor.Client.GetAsync(link.GetAttribute("href"));
        Assert.Equal(paper, await shown.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/pdf", shown.Content.Headers.ContentType!.ToString());
        Assert.StartsWith("inline; ", shown.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        Assert.Equal("صورة الهوية.pdf", shown.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("nosniff", Assert.Single(shown.Headers.GetValues("X-Content-Type-Options")));
        Assert.StartsWith("default-src 'none'", Assert.Single(shown.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.True(shown.Headers.CacheControl!.NoStore);
        using var saved = await _supervisor.Client.GetAsync(link.GetAttribute("href") + "?download=1");
        Assert.StartsWith("attachment; ", saved.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("sandbox; default-src 'none'", Assert.Single(saved.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(["DocumentAdded", "DocumentOpened", "DocumentDownloaded"], (await _team.ActionsAsync(_case)).Where(action => action.StartsWith("Document", StringComparison.Ordinal)));
        Assert.All((await _team.Officer.HistoryAsync(_case)).Where(line => line.Text("action").StartsWith("Document", StringComparison.Ordinal)), line => Assert.Equal(Hash(paper), line.GetProperty("data").Text("sha256")));
    }

    [Fact]
    public async Task It_lies_once_under_its_hash_for_its_owner_alone_and_nothing_is_left_beside_it()
    {
        var paper = Papers.Jpeg();
        var page = await _supervisor.AttachAsync(await OpenAsync(), paper, "photo.jpg", "image/jpeg");
        page = await _supervisor.AttachAsync(page, paper, "again.jpeg", "image/jpeg");

        var file = Path.Combine(_host.DataFolder, "documents", Hash(paper)[..2], Hash(paper));
        Assert.Equal(paper, await File.ReadAllBytesAsync(file));
        Assert.Equal([file], Directory.EnumerateFiles(Path.Combine(_host.DataFolder, "documents"), "*", SearchOption.AllDirectories));
        Assert.Single(page.Document.QuerySelectorAll("#documents .cw-documents > li"));
        Assert.Single(await _team.ActionsAsync(_case), action => action == "DocumentAdded");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    public static TheoryData<string, string, string, string> Bad => new()
    {
        { "<html><script>alert(1)</script></html>", "page.pdf", "application/pdf", "صفحة ويب أو نص برمجي" },
        { "%PDF-1.4\n<html><script>alert(1)</script>", "poly.pdf", "application/pdf", "ملف من نوعين معًا" },
        { "%PDF-1.7 one", "photo.jpg", "image/jpeg", "محتوى الملف ملف PDF" },
        { "%PDF-1.7 two", "scan.pdf", "image/png", "محتوى الملف ملف PDF" },
        { "MZ program", "cv.pdf.exe", "application/octet-stream", "برنامج" },
        { "just words", "note.txt", "text/plain", "ملف غير معروف النوع" },
        { "", "empty.pdf", "application/pdf", "الملف فارغ" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task What_is_not_what_it_says_is_refused_and_said_beside_the_field(string content, string name, string type, string said)
    {
        var page = await _supervisor.AttachAsync(await OpenAsync(), Encoding.UTF8.GetBytes(content), name, type, HttpStatusCode.UnprocessableEntity, ("kind", Kind));

        Assert.Contains(said, page.One("#file-wrong").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", page.One("#file").GetAttribute("aria-invalid"));
        Assert.Equal(Kind, page.One("#kind option[selected]").GetAttribute("value"));
        Assert.DoesNotContain("DocumentAdded", await _team.ActionsAsync(_case));
        Assert.False(Directory.Exists(Path.Combine(_host.DataFolder, "documents")) && Directory.EnumerateFiles(Path.Combine(_host.DataFolder, "documents"), "*", SearchOption.AllDirectories).Any());
    }

    [Fact]
    public async Task One_bad_file_among_several_keeps_the_others_out_too()
    {
        await _supervisor.AttachAsync(await OpenAsync(), [(Papers.Pdf(), "a.pdf", "application/pdf"), (Papers.Zip(), "b.zip", "application/zip")], HttpStatusCode.UnprocessableEntity);
        Assert.DoesNotContain("DocumentAdded", await _team.ActionsAsync(_case));
        await _supervisor.AttachAsync(await OpenAsync(), [(Papers.Pdf(), "a.pdf", "application/pdf"), (Papers.Jpeg(), "b.jpg", "image/jpeg")]);
        Assert.Equal(2, (await _team.ActionsAsync(_case)).Count(action => action == "DocumentAdded"));
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_by_its_size()
    {
        byte[] large = [.. Papers.Pdf(), .. new byte[10 * 1024 * 1024]];
        var page = await _supervisor.AttachAsync(await OpenAsync(), large, "large.pdf", "application/pdf", HttpStatusCode.UnprocessableEntity);
        Assert.Contains("10 ميغابايت", page.One("#file-wrong").TextContent, StringComparison.Ordinal);
        using var body = new ByteArrayContent(new byte[42 * 1024 * 1024]);
        using var all = await _team.Officer.Client.PostAsync($"/api/v1/cases/{_case}/documents?name=x.pdf", body);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, all.StatusCode);
    }

    [Fact]
    public async Task A_name_with_a_script_in_it_is_only_a_name()
    {
        var page = await _supervisor.AttachAsync(await OpenAsync(), Papers.Pdf(), "<img src=x onerror=alert(1)>.pdf", "application/pdf");

        Assert.Equal("img src=x onerror=alert(1).pdf", page.One("#documents a[href*='/documents/']:not([href*='download'])").TextContent);
        Assert.False(page.Has("#documents img"));
    }

    [Fact]
    public async Task No_file_at_all_is_said_so()
    {
        var page = await _supervisor.AttachAsync(await OpenAsync(), [], HttpStatusCode.UnprocessableEntity);
        Assert.Contains("الملف فارغ أو لم يُختر ملف", page.One("#file-wrong").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_service_requires_is_missing_until_it_is_filed()
    {
        var before = await OpenAsync();
        var name = before.One($"#kind option[value='{Kind}']").TextContent;
        Assert.Contains(name, before.One(".cw-missing").TextContent, StringComparison.Ordinal);
        var after = await _supervisor.AttachAsync(before, Papers.Pdf(), "id.pdf", "application/pdf", HttpStatusCode.OK, ("kind", Kind));
        Assert.DoesNotContain(name, after.Document.QuerySelector(".cw-missing")?.TextContent ?? "", StringComparison.Ordinal);
        Assert.Contains(name, after.One("#timeline .cw-timeline li:first-child").TextContent, StringComparison.Ordinal);
        await _supervisor.AttachAsync(after, Papers.Pdf(), "id.pdf", "application/pdf", HttpStatusCode.UnprocessableEntity, ("kind", "nonsense"));
    }

    [Fact]
    public async Task Removing_needs_a_reason_and_leaves_name_reason_and_content()
    {
        var page = await _supervisor.AttachAsync(await OpenAsync(), Papers.Pdf(), "wrong.pdf", "application/pdf");
        var link = page.One("#documents a[href*='/documents/']:not([href*='download'])").GetAttribute("href")!;
        var again = await _supervisor.SubmitAsync(page, "form[action$='/remove']", HttpStatusCode.UnprocessableEntity, ("reason", " \u200F "));
        Assert.True(again.Has("#documents input[name=reason][aria-invalid='true']"));
        var removed = await _supervisor.SubmitAsync(again, "form[action$='/remove']", ("reason", "مستند لشخص آخر"));

        Assert.Contains("مستند لشخص آخر", removed.One("#documents").TextContent, StringComparison.Ordinal);
        Assert.False(removed.Has($"a[href='{link}']"));
        await _supervisor.OpenAsync(link, HttpStatusCode.NotFound);
        Assert.Equal("مستند لشخص آخر", (await _team.Officer.HistoryAsync(_case))[^1].Text("reason"));
        Assert.Single(Directory.EnumerateFiles(Path.Combine(_host.DataFolder, "documents"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task It_opens_with_a_claim_closes_with_release_and_is_nothing_elsewhere()
    {
        var page = await _supervisor.AttachAsync(await OpenAsync(), Papers.Pdf(), "id.pdf", "application/pdf");
        var link = page.One("#documents a[href*='/documents/']:not([href*='download'])").GetAttribute("href")!;
        using var delegated = await Visitor.SignedInAsync(_host, ("bakkah", Role.BranchDelegate));
        await delegated.OpenAsync(link, HttpStatusCode.Forbidden);
        Assert.Contains("لمن يتسلّم مهمة", (await delegated.OpenAsync($"/cases/{_case}")).One("#documents").TextContent, StringComparison.Ordinal);
        var task = await _team.TaskAtAsync(_case, "receive");
        using var hands = _host.ClientOf(delegated.UserName);
        using (await hands.PostAsync($"/api/v1/user-tasks/{task}/claim", JsonBody))
        {
            using var open = await delegated.Client.GetAsync(link);
            Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        }

        using (await hands.PostAsync($"/api/v1/user-tasks/{task}/release", JsonBody))
        {
            await delegated.OpenAsync(link, HttpStatusCode.Forbidden);
        }

        using var elsewhere = await Visitor.SignedInAsync(_host, ("natiq", Role.Administrator));
        await elsewhere.OpenAsync(link, HttpStatusCode.NotFound);
        await elsewhere.OpenAsync($"/cases/{_case}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_role_taken_away_meanwhile_takes_the_files_along()
    {
        var page = await OpenAsync();
        await _host.AppointAsync(_supervisor.Id, ("bakkah", Role.Auditor));
        await _supervisor.AttachAsync(page, Papers.Pdf(), "late.pdf", "application/pdf", HttpStatusCode.Forbidden);
        Assert.DoesNotContain("DocumentAdded", await _team.ActionsAsync(_case));
    }

    [Fact]
    public async Task A_form_without_its_token_files_nothing()
    {
        var page = await OpenAsync();
        page.One("form[enctype] input[type=hidden]").SetAttribute("value", "of another day");
        var again = await _supervisor.AttachAsync(page, Papers.Pdf(), "stale.pdf", "application/pdf", HttpStatusCode.BadRequest);
        Assert.True(again.Has("[role=alert]"));
        Assert.DoesNotContain("DocumentAdded", await _team.ActionsAsync(_case));
    }

    [Fact]
    public async Task Lost_and_changed_content_is_found_by_night_and_never_opened()
    {
        var (lost, changed) = (Papers.Pdf(), Papers.Pdf());
        var page = await _supervisor.AttachAsync(await OpenAsync(), [(lost, "lost.pdf", "application/pdf"), (changed, "changed.pdf", "application/pdf")]);
        var folder = _host.Services.GetRequiredService<DocumentFolder>();
        File.Delete(folder.PathOf(Hash(lost)));
        await File.AppendAllTextAsync(folder.PathOf(Hash(changed)), "x");

        foreach (var link in page.Document.QuerySelectorAll("#documents a[href*='/documents/']:not([href*='download'])"))
        {
            await _supervisor.OpenAsync(link.GetAttribute("href")!, HttpStatusCode.Conflict);
        }

        var found = await _host.Services.GetRequiredService<NightWatcher>().RunAsync(repair: true, default);
        Assert.Equal(["document-without-content 1", "document-content-differs 1"], found.Select(finding => $"{finding.Code} {finding.Left}"));
        Assert.DoesNotContain("DocumentOpened", await _team.ActionsAsync(_case));

        // The same content filed again puts the file right.
        await _supervisor.AttachAsync(await OpenAsync(), [(lost, "lost.pdf", "application/pdf"), (changed, "changed.pdf", "application/pdf")]);
        Assert.Empty(await _host.Services.GetRequiredService<NightWatcher>().RunAsync(repair: false, default));
    }

    [Fact]
    public async Task A_unit_of_work_that_fails_leaves_content_nobody_refers_to_and_nothing_else()
    {
        var (store, paper, before) = (_host.Services.GetRequiredService<DocumentStore>(), Papers.Pdf(), await _team.ActionsAsync(_case));
        var kept = (await store.KeepAsync(new MemoryStream(paper), "half.pdf", null, null, default)).Value;
        await Assert.ThrowsAsync<InvalidOperationException>(() => _host.Services.GetRequiredService<CaseActs>().DoAsync<string>(
            CurrentCaller.SpokenFor(_host.Services, new(_team.Officer.Id, "bakkah", new HashSet<string>(StringComparer.Ordinal) { Role.RelationsOfficer.Key })), _case,
            async (tx, file, actor, now, ct) =>
            {
                await DocumentStore.AttachInTx(tx, file, actor, kept, new(DocumentSource.Task, TaskId: "some task"), now, ct);
                throw new InvalidOperationException("The power fails.");
            }, default));

        Assert.False(await _host.LookAsync(db => db.Documents.AnyAsync()));
        Assert.Equal(before, await _team.ActionsAsync(_case));
        Assert.True(File.Exists(_host.Services.GetRequiredService<DocumentFolder>().PathOf(Hash(paper))));
        Assert.Empty(await _host.Services.GetRequiredService<NightWatcher>().RunAsync(repair: false, default));
        _host.Clock.Pass(DocumentSweep.Grace * 2);
        Assert.Equal(1, await _host.Services.GetRequiredService<DocumentSweep>().SweepAsync(default));
    }

    [Fact]
    public async Task A_program_files_one_by_sending_its_bytes()
    {
        var paper = Papers.Pdf();
        using var body = new ByteArrayContent(paper);
        using var answer = await _team.Officer.Client.PostAsync($"/api/v1/cases/{_case}/documents?name=letter.pdf&kind={Kind}", body);
        var id = (await answer.OkAsync(HttpStatusCode.Created)).Text("id");
        var listed = (await _team.Officer.GetAsync($"/api/v1/cases/{_case}/documents")).EnumerateArray().Single();
        Assert.Equal((id, Hash(paper), Kind), (listed.Text("id"), listed.Text("sha256"), listed.Text("kind")));
        using var clerk = await _team[Role.RegistrationClerk].Client.GetAsync($"/api/v1/cases/{_case}/documents");
        await clerk.IsProblemAsync(403, "documents-hidden");
    }

    private static string Kind => "id-copy";

    private static HttpContent JsonBody => new StringContent("{}", Encoding.UTF8, "application/json");

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private Task<VisitedPage> OpenAsync() => _supervisor.OpenAsync($"/cases/{_case}");
}
