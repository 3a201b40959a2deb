using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.People;
using static CaseWorkflows.Host.Tests.Designer.StudioClient;

namespace CaseWorkflows.Host.Tests.Designer;

public sealed class WhenDefinitionsAreListed : IAsyncLifetime
{
    private readonly HostFactory _host = new();
    private StudioClient _studio = null!;

    /// <summary>Of natiq: one procedure with a draft upon it, and two drafts of something else.</summary>
    public async Task InitializeAsync()
    {
        _studio = await OpenAsync(_host, "natiq");
        var model = await _studio.OpenDefinitionAsync("natiq-procedure");
        Literal(model, "committee", "minimumPeriod", "21.00:00:00");
        await _studio.SaveAsync(model);
        await _studio.PostAsync("/workflow-definitions", NewDefinition("Alpha"));
        await _studio.PostAsync("/workflow-definitions", NewDefinition("Beta"));
    }

    public async Task DisposeAsync()
    {
        _studio.Dispose();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("versionOptions=Latest&OrderBy=Name", "Alpha-1 Beta-1 natiq-2")]
    [InlineData("versionOptions=Latest&OrderBy=Name&OrderDirection=Descending", "natiq-2 Beta-1 Alpha-1")]
    [InlineData("versionOptions=Latest&Page=1&PageSize=2", "natiq-2")]
    [InlineData("versionOptions=Published", "natiq-1")]
    [InlineData("versionOptions=Draft", "Alpha-1 Beta-1 natiq-2")]
    [InlineData("versionOptions=LatestOrPublished&DefinitionIds=natiq-procedure", "natiq-1 natiq-2")]
    [InlineData("versionOptions=LatestAndPublished", "")]
    [InlineData("versionOptions=AllVersions&DefinitionIds=natiq-procedure&OrderBy=Version&OrderDirection=Descending", "natiq-2 natiq-1")]
    [InlineData("versionOptions=2", "natiq-2")]
    [InlineData("versionOptions=&Ids=natiq-procedure-v1&Ids=bakkah-procedure-v1&PageSize=1", "natiq-1")]
    [InlineData("versionOptions=Latest&SearchTerm=alph", "Alpha-1")]
    [InlineData("versionOptions=Latest&SearchTerm=natiq-procedure", "natiq-2")]
    [InlineData("versionOptions=Latest&IsSystem=True", "")]
    [InlineData("versionOptions=Nonsense", "")]
    public async Task As_the_query_says(string query, string found)
    {
        var list = await _studio.GetAsync($"/workflow-definitions?{query}");

        Assert.Equal(found, string.Join(' ', list["items"]!.AsArray().Select(item => $"{Short(item!)}-{item!["version"]}")));
    }

    [Fact]
    public async Task A_page_tells_how_many_there_are_and_what_the_reader_may_do()
    {
        var page = await _studio.GetAsync("/workflow-definitions?versionOptions=Latest&Page=0&PageSize=1");
        Assert.Equal(("3", "bulk-publish", "publish"), (page["totalCount"]!.ToString(), (string)page["links"]![0]!["rel"]!, (string)page["items"]![0]!["links"]![0]!["rel"]!));

        using var auditor = await OpenAsync(_host, "natiq", Role.Auditor);
        var read = await auditor.GetAsync("/workflow-definitions?versionOptions=Latest");
        Assert.Equal("[]", read["links"]!.ToJsonString());
        Assert.All(read["items"]!.AsArray(), item => Assert.Empty(item!["links"]!.AsArray()));
    }

    [Fact]
    public async Task Without_the_header_whoever_works_in_two_associations_sees_both_and_must_say_where_something_new_belongs()
    {
        using var both = new StudioClient(await _host.EmployAsync(("natiq", Role.ProcessDesigner), ("bakkah", Role.ProcessDesigner), ("maman", Role.RelationsOfficer)), null);

        var ids = (await both.GetAsync("/workflow-definitions?versionOptions=Published"))["items"]!.AsArray().Select(item => (string)item!["definitionId"]!);
        Assert.Equal(["bakkah-procedure", "natiq-procedure"], ids.Order(StringComparer.Ordinal));
        Assert.Contains("X-Tenant-Id", Assert.Single(await both.RefusedAsync(NewDefinition("Gamma")["model"]!.AsObject())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name=Alpha", false)]
    [InlineData("name=Gamma", true)]
    public async Task A_name_is_asked_for_before_it_is_used(string query, bool unique)
        => Assert.Equal(unique, (bool)(await _studio.GetAsync($"/workflow-definitions/validation/is-name-unique?{query}"))["isUnique"]!);

    [Fact]
    public async Task Several_leave_as_a_zip_of_files()
    {
        using var answer = await _studio.SendAsync(HttpMethod.Post, "/bulk-actions/export/workflow-definitions", JsonNode.Parse("""{"ids":["natiq-procedure-v1","natiq-procedure-v2","bakkah-procedure-v1"],"includeConsumingWorkflows":false}"""));

        Assert.Equal((HttpStatusCode.OK, "application/zip"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        await using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        Assert.Equal(["natiq-procedure-v1.workflow.json", "natiq-procedure-v2.workflow.json"], zip.Entries.Select(entry => entry.Name));
    }

    private static string Short(JsonNode item) => (string)item["definitionId"]! == "natiq-procedure" ? "natiq" : (string)item["name"]!;
}
