using CaseWorkflows.Browser.Tests.Designer;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Designer.Session;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CaseWorkflows.Browser.Tests.Recording;

/// <summary>
/// One designer's way through everything Studio offers here. What it asks is what the replay in Host.Tests sends again; to record anew, run this test with
/// CASEWORKFLOWS_RECORD_STUDIO naming the folder of the recorded session.
/// </summary>
[Collection(InTheBrowser.Name)]
public sealed class WhenASessionIsRecorded(Chromium chromium)
{
    [BrowserFact]
    public async Task Studio_asks_what_it_asked_when_the_session_was_recorded()
    {
        await using var service = new Service();
        using var team = await Team.HireAsync(service, "natiq");
        var caseId = await team.OpenCaseAsync();
        await team.DoAsync(caseId, "receive", Role.RelationsOfficer, "Received");
        var instance = await service.LookAsync(context => context.Instances.Where(row => row.CaseId == caseId).Select(row => row.Id).SingleAsync());
        await using var visit = await service.VisitAsync(chromium, "en", Editor.Width, Editor.Height, ("natiq", Role.ProcessDesigner));

        await visit.Page.GotoAsync("/studio/natiq/procedures");
        await visit.Page.WaitForSelectorAsync("elsa-workflow-definition-list tbody tr", new() { Timeout = 90_000 });
        var editor = await Editor.OpenAsync(visit, "natiq", "natiq-procedure");
        await editor.FitAsync();
        await editor.SelectAsync("committee");
        await editor.SavedAsync(() => editor.SetAsync("Minimum period", "21.00:00:00"));
        await editor.SavedAsync(() => editor.RemoveLineAsync("survey", "NoAnswer", "close-served"));
        await editor.SavedAsync(() => editor.DrawLineAsync("survey", "NoAnswer", "close-served"));
        Assert.Equal(200, (await editor.PublishAsync("A longer study", "Session 5")).Status);
        await visit.Page.GotoAsync("/studio/natiq/cases");
        await visit.Page.WaitForSelectorAsync("elsa-workflow-instance-list tbody tr", new() { Timeout = 90_000 });
        await visit.Page.RunAndWaitForResponseAsync(
            () => visit.Page.GotoAsync($"/studio/natiq/cases/{instance}"), answer => answer.Url.EndsWith("/activity-executions/report", StringComparison.Ordinal), new() { Timeout = 90_000 }); // what it asks last
        await visit.Page.WaitForSelectorAsync("elsa-workflow-instance-viewer .x6-node", new() { Timeout = 90_000 });
        await Assertions.Expect(visit.Page.Locator("elsa-workflow-instance-viewer .mud-timeline").First).ToBeVisibleAsync();

        await visit.Requests.WriteAsync("studio-session", (instance, "{instance}"), (caseId, "{case}"));
        Assert.Empty(visit.Complaints);
        Assert.DoesNotContain(visit.Requests.Answered, request => request.Status >= 400);
        var recorded = RecordedRequest.Read(await File.ReadAllTextAsync(Path.Combine(Host.Settings.Repository.Root, "tests", "Host.Tests", "Designer", "Session", "studio-session.jsonl")));
        Assert.Empty(Kinds(visit.Requests.Answered.Select(request => (request.Method, request.Path.Replace(instance, "{instance}", StringComparison.Ordinal)))).Except(Kinds(recorded.Select(request => (request.Method, request.Path)))));
    }

    private static IEnumerable<string> Kinds(IEnumerable<(string Method, string Path)> requests)
        => requests.Where(request => !request.Path.StartsWith("/elsa/hubs", StringComparison.Ordinal)).Select(request => $"{request.Method} {request.Path}").Distinct(StringComparer.Ordinal);
}
