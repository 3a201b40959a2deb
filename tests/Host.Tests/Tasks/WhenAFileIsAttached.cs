using System.Net;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Documents;
using CaseWorkflows.Host.Tests.CaseFiles;
using CaseWorkflows.Host.Tests.Forms;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Tasks;

/// <summary>A file in a task's form is kept with what was typed, and becomes a document of the case when the task is completed.</summary>
public sealed class WhenAFileIsAttached : IAsyncLifetime
{
    private static readonly (string Name, string Value)[] Complete = [("action", "Verified"), ("data.housing", "owned"), ("data.seen", "identity")];

    private readonly byte[] _lease = Papers.Pdf();
    private FormScene _scene = null!;
    private Visitor _officer = null!;
    private string _case = "";
    private string _task = "";

    public async Task InitializeAsync()
    {
        _scene = await FormScene.StartAsync(edit: ShowTheLeaseAgain);
        _officer = await Visitor.SignedInAsync(_scene.Host, ("bakkah", Role.RelationsOfficer));
        (_case, _task) = await _scene.ClaimedAtAsync("verify");
        using var released = await _scene.Team.Officer.ReleaseAsync(_task);
        await _officer.SubmitAsync(await OpenAsync(), "main form", ("do", "claim"));
    }

    public async Task DisposeAsync()
    {
        _officer.Dispose();
        await _scene.DisposeAsync();
    }

    [Fact]
    public async Task It_becomes_a_document_of_the_case_with_the_answer_that_names_it()
    {
        await SendAsync("عقد.pdf", _lease, HttpStatusCode.OK, Complete);

        var (kept, document) = ((await _scene.KeptAsync(_task))["proof"]!.AsObject(), await _scene.Host.LookAsync(db => db.Documents.SingleAsync()));
        Assert.Equal((document.Id, document.Sha256, "عقد.pdf", "application/pdf", _lease.Length), ((string?)kept["document"], (string?)kept["sha256"], (string?)kept["name"], (string?)kept["mediaType"], (int?)kept["bytes"]));
        Assert.Equal((_case, _task, DocumentSource.Task), (document.CaseId, document.TaskId, document.Source));
        Assert.Equal(_lease, await File.ReadAllBytesAsync(_scene.Host.Services.GetRequiredService<DocumentFolder>().PathOf(document.Sha256)));
        Assert.Equal(["DocumentAdded", "TaskCompleted"], (await _scene.Team.ActionsAsync(_case)).Where(action => action is "DocumentAdded" or "TaskCompleted").TakeLast(2));

        var address = $"/cases/{_case}/documents/{document.Id}";
        using var supervisor = await Visitor.SignedInAsync(_scene.Host, ("bakkah", Role.RelationsSupervisor));
        Assert.Contains("نموذج مهمة: ", (await supervisor.OpenAsync($"/cases/{_case}")).One($"#documents li:has(a[href='{address}'])").TextContent, StringComparison.Ordinal);
        Assert.Equal("عقد.pdf", (await supervisor.OpenAsync($"/tasks/{_task}")).One($"a[href='{address}']").TextContent);
        Assert.False((await _officer.OpenAsync($"/tasks/{_task}")).Has($"a[href='{address}']")); // done, the task is out of their hands, and the person's data with it

        var next = $"/tasks/{await _scene.Team.TaskAtAsync(_case, "declare")}";
        var declaration = await _officer.SubmitAsync(await _officer.OpenAsync(next), "main form", ("do", "claim"));
        using (var opened = await _officer.Client.GetAsync(declaration.One($".cw-known a[href='{address}']").GetAttribute("href")))
        {
            Assert.Equal(_lease, await opened.Content.ReadAsByteArrayAsync());
        }

        Assert.Equal("DocumentOpened", (await _scene.Team.ActionsAsync(_case))[^1]);
        using var clerk = await Visitor.SignedInAsync(_scene.Host, ("bakkah", Role.RegistrationClerk));
        await clerk.OpenAsync(address, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task It_stays_attached_in_a_draft_and_while_something_is_put_right_and_is_no_document_yet()
    {
        var wrong = await SendAsync("lease.pdf", _lease, HttpStatusCode.UnprocessableEntity, ("action", "Verified"), ("data.housing", "owned"));
        Assert.Equal("lease.pdf 1 KB", string.Join(' ', wrong.One(".cw-attached").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        await SendAsync("lease.pdf", _lease, HttpStatusCode.OK, ("do", "draft"));
        var late = await SendAsync("lease.pdf", _lease, HttpStatusCode.Conflict, [.. Complete, ("revision", "99")]);
        Assert.True(late.Has(".cw-attached"));
        Assert.False(await _scene.Host.LookAsync(db => db.Documents.AnyAsync()));

        // Without choosing a file again: the browser sends the attached one, and nothing beside it.
        await _officer.AttachToAsync(await OpenAsync(), "data.proof", [], HttpStatusCode.OK, Complete);
        Assert.Equal("lease.pdf", await _scene.Host.LookAsync(db => db.Documents.Select(row => row.Name).SingleAsync()));
    }

    [Fact]
    public async Task One_that_is_not_what_it_says_or_not_taken_here_is_refused_beside_the_field_and_what_was_typed_stays()
    {
        foreach (var (name, content, said) in new (string, byte[], string)[]
        {
            ("lease.pdf", [.. "<html><script>alert(1)</script>"u8], "صفحة ويب أو نص برمجي"), ("picture.png", [.. "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8], "صفحة ويب أو نص برمجي"),
            ("program.pdf", [.. "MZ"u8], "برنامج"), ("photo.jpg", _lease, "محتوى الملف ملف PDF"), ("empty.pdf", [], "الملف فارغ"),
            ("large.pdf", [.. _lease, .. new byte[5 * 1024 * 1024]], "5 ميغابايت"),
        })
        {
            var page = await SendAsync(name, content, HttpStatusCode.UnprocessableEntity, ("do", "draft"), ("data.district", "العزيزية"));

            Assert.Contains(said, page.One("#f-proof-wrong").TextContent, StringComparison.Ordinal);
            Assert.Equal("العزيزية", page.One("#f-district").GetAttribute("value"));
            Assert.Equal("true", page.One("#f-proof").GetAttribute("aria-invalid"));
        }

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_scene.Host.DataFolder, "documents"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Nobody_names_a_file_they_have_not_handed_in()
    {
        var ticket = (await SendAsync("lease.pdf", _lease, HttpStatusCode.UnprocessableEntity, ("action", "Verified"))).One("input[type=hidden][name='data.proof']").GetAttribute("value")!;
        var elsewhere = _scene.Host.Services.GetRequiredService<DocumentTickets>().Of("another task", DocumentTickets.Read(ticket)!);
        Assert.Equal(ticket, _scene.Host.Services.GetRequiredService<DocumentTickets>().Of(_task, DocumentTickets.Read(ticket)!));
        foreach (var invention in new[] { new string('a', 64), elsewhere, ticket[..^1] + (ticket[^1] == '0' ? '1' : '0'), "." + ticket })
        {
            var page = await _officer.SubmitAsync(await OpenAsync(), "#task-form", HttpStatusCode.UnprocessableEntity, [.. Complete, ("data.proof", invention)]);
            Assert.Contains("لم يصل الملف", page.One("#f-proof-wrong").TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_never_filed_is_swept_after_a_month_and_drafts_and_documents_are_not()
    {
        var (folder, sweep) = (_scene.Host.Services.GetRequiredService<DocumentFolder>(), _scene.Host.Services.GetRequiredService<DocumentSweep>());
        var (replaced, drafted, filed) = (Papers.Pdf(), Papers.Jpeg(), Papers.Pdf());
        await SendAsync("replaced.pdf", replaced, HttpStatusCode.OK, ("do", "draft"));
        await SendAsync("drafted.jpg", drafted, HttpStatusCode.OK, ("do", "draft"));
        using (var body = new ByteArrayContent(filed))
        {
            (await _scene.Team.Officer.Client.PostAsync($"/api/v1/cases/{_case}/documents?name=filed.pdf", body)).Dispose();
        }

        _scene.Host.Clock.Pass(DocumentSweep.Grace - TimeSpan.FromMinutes(1));
        Assert.Equal(0, await sweep.SweepAsync(default));
        Assert.True(folder.Renew(Hash(replaced))); // as when somebody comes back to an old page
        _scene.Host.Clock.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(0, await sweep.SweepAsync(default));
        Assert.False(folder.Discard(Hash(replaced), _scene.Host.Clock.GetUtcNow() - DocumentSweep.Grace)); // renewed while the sweep was at it

        _scene.Host.Clock.Pass(DocumentSweep.Grace);
        Assert.Equal(1, await sweep.SweepAsync(default));
        Assert.Equal([false, true, true], new[] { replaced, drafted, filed }.Select(content => File.Exists(folder.PathOf(Hash(content)))));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_scene.Host.DataFolder, "documents", ".incoming")));

        // A draft nobody can open may name anything, so nothing goes.
        await using (var connection = _scene.Host.Store.Open())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE task_drafts SET sealed = 'altered'";
            await command.ExecuteNonQueryAsync();
        }

        _scene.Host.Clock.Pass(DocumentSweep.Grace * 2);
        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(() => sweep.SweepAsync(default));
        Assert.True(File.Exists(folder.PathOf(Hash(drafted))));
    }

    private static void ShowTheLeaseAgain(WorkflowsCopy workflows)
    {
        var file = Path.Combine(workflows, "forms", "sign-declaration.form.json");
        var form = JsonNode.Parse(File.ReadAllText(file))!;
        form["fields"]!.AsArray().Add(new JsonObject { ["key"] = "leaseSeen", ["type"] = "from-case", ["label"] = new JsonObject { ["ar"] = "العقد", ["en"] = "Lease" }, ["source"] = "answers.verify.proof" });
        File.WriteAllText(file, form.ToJsonString());
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));

    private async Task<VisitedPage> SendAsync(string name, byte[] content, HttpStatusCode expected, params (string Name, string Value)[] fields)
        => await _officer.AttachToAsync(await OpenAsync(), "data.proof", [(content, name, "application/octet-stream")], expected, fields);

    private Task<VisitedPage> OpenAsync() => _officer.OpenAsync($"/tasks/{_task}");
}
