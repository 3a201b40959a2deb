using System.Net;
using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Forms;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Tests.CaseFiles;
using CaseWorkflows.Host.Tests.Committee;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.BadInput;

/// <summary>One place a page of the desk posts to.</summary>
/// <param name="Route">The endpoint's own pattern.</param>
/// <param name="Address">Where it is on this desk.</param>
/// <param name="Text">The field one writes in; null where nothing is written that can be kept.</param>
/// <param name="Fields">What else a proper form has.</param>
internal sealed record PostingPage(string Route, string Address, string? Text = null, params (string Name, string Value)[] Fields)
{
    /// <summary>True for a button that needs nothing beside it.</summary>
    public bool IsButton => Text is null && Fields.Length == 0;
}

/// <summary>An association at work, with one of everything a form can be about, and somebody who may do all of it. Nothing that is tested here changes it.</summary>
public sealed class PostingDesk : IAsyncLifetime
{
    private static readonly string[] ForPrograms = ["/api/", "/elsa/", "/workflows/"];

    private readonly WorkflowsCopy _workflows = new("bakkah") { KeepsForms = true, KeepsCommittees = true };

    internal HostFactory Host { get; private set; } = null!;

    internal Team Team { get; private set; } = null!;

    /// <summary>Holds every role.</summary>
    internal Visitor Everybody { get; private set; } = null!;

    internal IReadOnlyList<PostingPage> Pages { get; private set; } = [];

    /// <summary>Where somebody else was quicker: a vote that is over, minutes that are signed.</summary>
    internal IReadOnlyList<PostingPage> Overtaken { get; private set; } = [];

    /// <summary>The patterns of every endpoint that takes a form from a page, which is what is not there for programs.</summary>
    internal IReadOnlyList<string> Routes => [.. Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
        .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/')).Where(route => !Array.Exists(ForPrograms, prefix => route.StartsWith(prefix, StringComparison.Ordinal))).Order(StringComparer.Ordinal)];

    public async Task InitializeAsync()
    {
        Host = new HostFactory { WorkflowsFolder = _workflows };
        Team = await Team.HireAsync(Host, "bakkah");
        Everybody = await VisitorAsync();
        var received = await Team.OpenCaseAsync();
        var (task, sitting, decided) = (await Team.TaskAtAsync(received, "receive"), await SittingAsync(), await SittingAsync());
        await Everybody.SubmitAsync(await Everybody.OpenAsync($"/tasks/{task}"), "main form", ("do", "claim"));
        await Everybody.SubmitAsync(await Everybody.OpenAsync("/branches/new"), "main form", ("nameArabic", "فرع العزيزية"), ("nameEnglish", "Aziziyah"));
        await Everybody.SubmitAsync(await Everybody.OpenAsync("/absences/new"), "main form", ("from", "2030-01-01"), ("to", "2030-01-05"));
        await CallAsync("الجلسة الأولى", sitting);
        await CallAsync("الجلسة الثانية", decided);
        var file = await Everybody.OpenAsync($"/cases/{received}");
        await Everybody.SubmitAsync(file, "form[action$='/comments']", ("text", "اتصلتُ به"));
        await Everybody.AttachAsync(file, Papers.Pdf(), "هوية.pdf", "application/pdf");

        var branch = await Host.LookAsync(context => context.Branches.Select(row => row.Id).SingleAsync());
        var absence = await Host.LookAsync(context => context.Absences.Select(row => row.Id).SingleAsync());
        var session = await Host.LookAsync(context => context.Sessions.Where(row => row.Title == "الجلسة الأولى").Select(row => row.Id).SingleAsync());
        var signed = await Host.LookAsync(context => context.Sessions.Where(row => row.Title == "الجلسة الثانية").Select(row => row.Id).SingleAsync());
        var comment = await Host.LookAsync(context => context.Comments.Select(row => row.Id).SingleAsync());
        var document = await Host.LookAsync(context => context.Documents.Select(row => row.Id).SingleAsync());
        var migrate = "/studio/bakkah/procedures/bakkah-procedure/migrate";
        Pages =
        [
            new("/tasks/{id}", $"/tasks/{task}", "data.need", ("action", "Received"), ("data.urgent", "perhaps")),
            new("/inbox", "/inbox", null, ("do", "assign"), ("task", task), ("assignee", "nobody")),
            new("/intake", "/intake", "needs", ("channel", "interview"), ("service", "support")),
            new("/intake/done/{caseId}", $"/intake/done/{received}"),
            new("/cases/{id}/documents", $"/cases/{received}/documents", null, ("kind", "nothing-known")),
            new("/cases/{id}/documents/{documentId}/remove", $"/cases/{received}/documents/{document}/remove", "reason"),
            new("/cases/{id}/messages", $"/cases/{received}/messages", "text", ("channel", "carrier-pigeon")),
            new("/cases/{id}/comments", $"/cases/{received}/comments", "text", ("notify", "nobody")),
            new("/cases/{id}/comments/{commentId}/remove", $"/cases/{received}/comments/{comment}/remove"),
            new("/cases/{id}/{act:regex(^(cancel|retry|skip)$)}", $"/cases/{received}/retry", "reason"),
            new("/committee/{taskId}/vote", $"/committee/{sitting}/vote", "text", ("choice", "Perhaps")),
            new("/committee/{taskId}/recuse", $"/committee/{sitting}/recuse", "text"),
            new("/committee/{taskId}/say", $"/committee/{sitting}/say", "text"),
            new("/committee/{taskId}/close", $"/committee/{sitting}/close"),
            new("/committee/{taskId}/again", $"/committee/{sitting}/again"),
            new("/committee/{taskId}/back", $"/committee/{sitting}/back", "text"),
            new("/committee/sessions/new", "/committee/sessions/new", "title", ("day", "31/02/1440"), ("place", "المقر"), ("tasks", sitting)),
            new("/committee/sessions/{id}/attendance", $"/committee/sessions/{session}/attendance", null, ("member", "nobody"), ("present", "nobody")),
            new("/committee/sessions/{id}/wording", $"/committee/sessions/{session}/wording", null, ($"reason-{sitting}", "صياغة")),
            new("/committee/sessions/{id}/sign", $"/committee/sessions/{session}/sign"),
            new("/committee/sessions/{id}/paper", $"/committee/sessions/{signed}/paper", null, ("paper", "no file")),
            new("/people/new", "/people/new", "nameArabic", ("userName", "somebody")),
            new("/people/{id}", $"/people/{Team.Officer.Id}", null, ("whole", "yes"), ("roles", "king")),
            new("/people/{id}/{act:regex(^(reset|disable|enable|unlock|second-factor)$)}", $"/people/{Team.Officer.Id}/disable"),
            new("/branches/new", "/branches/new", "nameArabic"),
            new("/branches/{id}/close", $"/branches/{branch}/close"),
            new("/absences/new", "/absences/new", "from", ("to", "31/02/1440")),
            new("/absences/{id}/end", $"/absences/{absence}/end"),
            new("/account/password", "/account/password", null, ("current", "wrong"), ("password", "another one that is long"), ("again", "different")),
            new("/account/sign-out-everywhere", "/account/sign-out-everywhere"),
            new("/account/second-factor", "/account/second-factor", null, ("code", "000000")),
            new("/account/second-factor/off", "/account/second-factor/off", null, ("current", "wrong")),
            new("/studio/{association}/procedures/{definitionId}/migrate", migrate, "reason", ("to", "1")),
            new("/studio/{association}/procedures/{definitionId}/migrate/{id}/undo", $"{migrate}/none/undo", null, ("caseId", "none")),
        ];
        await Everybody.OpenAsync("/account/second-factor"); // makes the key that its form is about

        await Team[Role.CommitteeMember].VotesAsync(decided, "Approve");
        await Team[Role.CommitteeChair].VotesAsync(decided, "Approve");
        var noted = await Everybody.SubmitAsync(await Everybody.OpenAsync($"/committee/sessions/{signed}"), "form[action$='/attendance']");
        await Everybody.SubmitAsync(noted, "form[action$='/sign']");
        Overtaken =
        [
            new("vote", $"/committee/{decided}/vote", "text", ("choice", "Reject"), ("confirmed", "yes")),
            new("recuse", $"/committee/{decided}/recuse", "text"),
            new("say", $"/committee/{decided}/say", "text"),
            new("back", $"/committee/{decided}/back", "text"),
            new("wording", $"/committee/sessions/{signed}/wording", $"reason-{decided}"),
            new("sign", $"/committee/sessions/{signed}/sign"),
        ];
    }

    /// <summary>Somebody more who holds every role.</summary>
    internal Task<Visitor> VisitorAsync() => Visitor.SignedInAsync(Host, [.. Role.All.Select(role => ("bakkah", role))]);

    public async Task DisposeAsync()
    {
        Everybody.Dispose();
        Team.Dispose();
        await Host.DisposeAsync();
        _workflows.Dispose();
    }

    private async Task CallAsync(string title, string task) => await Everybody.SubmitAsync(
        await Everybody.OpenAsync("/committee/sessions/new"), "main form", ("title", title), ("day", "2030-01-01"), ("place", "المقر"), ("tasks", task));

    private async Task<string> SittingAsync()
    {
        var id = await Team.OpenCaseAsync();
        foreach (var (step, action) in new[] { ("receive", "Received"), ("verify", "Verified"), ("declare", "Signed") })
        {
            await DoAsync(id, step, action);
        }

        return await Team.TaskAtAsync(id, "committee");
    }

    private async Task DoAsync(string caseId, string step, string action)
    {
        var row = await Host.LookAsync(context => context.UserTasks.SingleAsync(row => row.CaseId == caseId && row.ActivityId == step));
        var form = await Host.Services.GetRequiredService<FormCatalogue>().GetAsync("bakkah", row.Form!, row.FormVersion!, default);
        await Team.DoAsync(caseId, step, Role.RelationsOfficer, action, data: SampleAnswers.For(form, action, DateOnly.FromDateTime(Host.Clock.GetUtcNow().Date)));
    }
}
