using System.Text;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Settings;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.Designer.Session;

/// <summary>
/// A whole session of the real Studio, recorded in a browser (tests/Browser.Tests/Recording), sent again without one: every request is answered with the status
/// and the shape it had. Whoever changes an answer sees here what Studio would have got.
/// </summary>
public sealed class WhenARecordedSessionIsReplayed
{
    private static readonly string Session = Path.Combine(Repository.Root, "tests", "Host.Tests", "Designer", "Session", "studio-session.jsonl");

    [SqliteFact("with several hosts on one database Studio is offered no hub")]
    public async Task Every_request_is_answered_as_it_was()
    {
        await using var host = new HostFactory();
        using var team = await Team.HireAsync(host, "natiq");
        var caseId = await team.OpenCaseAsync();
        await team.DoAsync(caseId, "receive", Role.RelationsOfficer, "Received");
        var instance = await host.LookAsync(context => context.Instances.Where(row => row.CaseId == caseId).Select(row => row.Id).SingleAsync());
        using var designer = await host.EmployAsync(("natiq", Role.ProcessDesigner));
        string Live(string text) => text.Replace("{instance}", instance, StringComparison.Ordinal).Replace("{case}", caseId, StringComparison.Ordinal);

        var session = RecordedRequest.Read(await File.ReadAllTextAsync(Session));
        Assert.True(session.Count > 30, $"The session has {session.Count} requests.");
        foreach (var (number, recorded) in session.Index())
        {
            using var request = new HttpRequestMessage(new HttpMethod(recorded.Method), Live(recorded.Path + recorded.Query));
            foreach (var (name, value) in recorded.Headers.Where(header => header.Key != "content-type"))
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            request.Content = recorded.Body is { } body ? new StringContent(Live(body), Encoding.UTF8, "application/json") : null;
            using var answer = await designer.Client.SendAsync(request);

            var text = await answer.Content.ReadAsStringAsync();
            // What the browser had kept was not read again, so that recording has no shape; a file has none anyway.
            var (was, now) = ($"{recorded.Status} {recorded.Shape}", $"{(int)answer.StatusCode} {(recorded.Shape is null ? null : JsonShape.Of(text))}");
            Assert.True(was == now, $"Request {number}, {recorded.Method} {recorded.Path}{recorded.Query}\nwas {was}\nnow {now}");
        }
    }
}
