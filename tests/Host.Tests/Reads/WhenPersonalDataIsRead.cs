using System.Net;
using System.Net.Http.Json;
using System.Text;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Reads;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Reads;

/// <summary>
/// A person whose data is like nobody else's, and everything the service answers to everybody who may ask: wherever something of theirs stands in an answer, it was recorded who
/// asked. An address that is new has to be named here.
/// </summary>
public sealed class WhenPersonalDataIsRead(HostFactory shared) : IClassFixture<HostFactory>
{
    private const string Association = "natiq";

    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal) { ["association"] = Association, ["key"] = Association, ["definitionId"] = "natiq-procedure" };

    [Fact]
    public async Task No_answer_shows_anything_of_a_person_without_a_record_of_who_asked()
    {
        using var workflows = new WorkflowsCopy(Association) { KeepsForms = true };
        await using var host = new HostFactory { WorkflowsFolder = workflows };
        using var team = await Team.HireAsync(host, Association);
        var (person, id, words) = await OpenAsync(team);
        var task = await team.TaskAtAsync(id, "receive");
        await (await team.Officer.ClaimAsync(task)).OkAsync();
        await (await team.Officer.Client.PostAsync($"/api/v1/cases/{id}/documents?name=paper.pdf", new ByteArrayContent(Encoding.UTF8.GetBytes("%PDF-1.7 " + words[0])))).OkAsync(HttpStatusCode.Created);
        await (await team.Officer.Client.PostAsJsonAsync($"/api/v1/cases/{id}/comments", new { text = words[3], operationId = "one" })).OkAsync(HttpStatusCode.Created);
        await host.CatchUpAsync();
        var addresses = await AddressesAsync(host, id, task, person);
        var shown = new HashSet<string>(StringComparer.Ordinal);

        foreach (var role in Role.All)
        {
            using var visitor = role == Role.RelationsOfficer ? await Visitor.SignedInAsync(host, await UserNameAsync(host, team.Officer.Id), team.Officer.Id) : await Visitor.SignedInAsync(host, (Association, role));
            foreach (var (pattern, address) in addresses)
            {
                await ImportAsync(host);
                var before = await CountAsync(host, visitor.Id, id);
                using var answer = await visitor.Client.GetAsync(address);
                var text = await answer.Content.ReadAsStringAsync();
                await ImportAsync(host);
                var recorded = await CountAsync(host, visitor.Id, id) - before;
                if (words.Any(word => text.Contains(word, StringComparison.Ordinal) && !address.Contains(Uri.EscapeDataString(word), StringComparison.Ordinal))) // what was typed stands in its field
                {
                    Assert.True(recorded > 0, $"{role.Key} was shown something of a person by {address}, and nobody wrote it down.");
                    shown.Add(pattern);
                }

                Assert.True(recorded == 0 || answer.IsSuccessStatusCode, $"{address} refused {role.Key} and was recorded as a read.");
            }
        }

        Assert.Empty(new[] { "/cases", "/cases/{id}", "/cases/{id}/print", "/api/v1/cases/{id}", "/tasks/{id}", "/inbox", "/intake", "/cases/{id}/documents/{documentId}" }.Except(shown));
        Assert.Empty(await host.LookAsync(db => db.Reads.Where(read => read.What == ReadRecorder.Unnamed).Select(read => read.Reader).ToListAsync()));
    }

    [Fact]
    public async Task It_says_who_what_when_how_much_and_on_what_it_rests()
    {
        using var team = await Team.HireAsync(shared, Association);
        var (_, id, _) = await OpenAsync(team);
        using var supervisor = await Visitor.SignedInAsync(shared, (Association, Role.RelationsSupervisor));
        using var clerk = await Visitor.SignedInAsync(shared, (Association, Role.RegistrationClerk));
        await team.Officer.CaseAsync(id);
        await supervisor.OpenAsync($"/cases/{id}");
        await clerk.OpenAsync($"/cases/{id}");
        await ImportAsync(shared);

        var reads = await shared.LookAsync(db => db.Reads.Where(read => db.ReadCases.Any(of => of.CaseId == id && of.ReadId == read.Id)).OrderBy(read => read.Place).ToListAsync());

        Assert.Equal(
            [(team.Officer.Id, "case", Disclosure.Everything, ReadBasis.Opened, "api"), (supervisor.Id, "case", Disclosure.Everything, ReadBasis.Role, "desk")],
            reads.Select(read => (read.Reader, read.What, read.Extent, read.Basis, read.Channel)));
        Assert.All(reads, read => Assert.Equal(shared.Clock.GetUtcNow(), read.At));
    }

    [Fact]
    public async Task A_form_that_comes_back_with_its_errors_was_read_and_one_that_was_taken_was_not()
    {
        using var team = await Team.HireAsync(shared, Association);
        var (_, id, _) = await OpenAsync(team);
        var task = await team.TaskAtAsync(id, "receive");
        await (await team.Officer.ClaimAsync(task)).OkAsync();
        using var officer = await Visitor.SignedInAsync(shared, await UserNameAsync(shared, team.Officer.Id), team.Officer.Id);
        var page = await officer.OpenAsync($"/tasks/{task}");
        await ImportAsync(shared);
        var before = await CountAsync(shared, officer.Id, id);

        await officer.SubmitAsync(page, "#task-form", HttpStatusCode.UnprocessableEntity, ("answer", "complete"), ("action", "nothing"));
        await ImportAsync(shared);
        var refused = await CountAsync(shared, officer.Id, id);
        await (await team.Officer.CompleteAsync(task, new { action = "Received" })).OkAsync();
        await ImportAsync(shared);

        Assert.Equal((before + 1, before + 1), (refused, await CountAsync(shared, officer.Id, id)));
    }

    private static async Task<(Somebody Person, string Id, string[] Words)> OpenAsync(Team team)
    {
        var person = Somebody.New($"مستفيد فريد {Guid.NewGuid():N}"[..30]);
        string[] words = [person.FullName, person.NationalId, person.Mobile, $"needs-{Guid.NewGuid():N}"];
        var id = await team.OpenCaseAsync(new { channel = "interview", service = "support", needs = words[3], applicant = new { fullName = person.FullName, nationalId = person.NationalId, mobile = person.Mobile } });
        return (person, id, words);
    }

    /// <summary>Every address that can be asked for, with the case and the task put in.</summary>
    private static async Task<IReadOnlyList<(string Pattern, string Address)>> AddressesAsync(HostFactory host, string id, string task, Somebody person)
    {
        var instance = await host.LookAsync(db => db.Instances.Where(row => row.CaseId == id).Select(row => row.Id).SingleAsync());
        var document = await host.LookAsync(db => db.Documents.Where(row => row.CaseId == id).Select(row => row.Id).SingleAsync());
        var version = await host.LookAsync(db => db.Cases.Where(row => row.Id == id).Select(row => row.DefinitionVersionId).SingleAsync());
        var patterns = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/')).Distinct(StringComparer.Ordinal).ToList();
        return [.. patterns.SelectMany(pattern => Filled(pattern).Select(address => (pattern, address)))];

        IEnumerable<string> Filled(string pattern)
        {
            var text = Values.Aggregate(pattern, (filled, value) => filled.Replace($"{{{value.Key}}}", value.Value, StringComparison.Ordinal))
                .Replace("{documentId}", document, StringComparison.Ordinal).Replace("{caseId}", id, StringComparison.Ordinal).Replace("{taskId}", task, StringComparison.Ordinal).Replace("{versionId}", version, StringComparison.Ordinal);
            text = text.Replace("{id}", pattern switch
            {
                _ when pattern.Contains("/workflow-instances/", StringComparison.Ordinal) => instance,
                _ when pattern.Contains("tasks/{id}", StringComparison.Ordinal) => task,
                _ => id,
            }, StringComparison.Ordinal);
            yield return text;
            var asked = Uri.EscapeDataString(person.FullName);
            foreach (var query in pattern switch
            {
                "/intake" or "/cases" or "/trail" or "/api/v1/cases" => new[] { "q=" + asked, "q=" + person.NationalId, "q=" + person.Mobile },
                "/inbox" => ["scope=mine", "scope=all"],
                _ when pattern.EndsWith("/activity-executions/list", StringComparison.Ordinal) || pattern.EndsWith("/activity-execution-summaries/list", StringComparison.Ordinal) => [$"workflowInstanceId={instance}"],
                _ => [],
            })
            {
                yield return $"{text}?{query}";
            }
        }
    }

    private static Task<int> ImportAsync(HostFactory host) => host.Services.GetRequiredService<ReadImport>().RunAsync(default);

    private static Task<int> CountAsync(HostFactory host, string reader, string caseId) => host.LookAsync(db => db.Reads.CountAsync(read => read.Reader == reader && db.ReadCases.Any(of => of.CaseId == caseId && of.ReadId == read.Id)));

    private static Task<string> UserNameAsync(HostFactory host, string id) => host.LookAsync(db => db.Users.Where(row => row.Id == id).Select(row => row.UserName!).SingleAsync());
}
