using System.Net;
using CaseWorkflows.Cases.People;

namespace CaseWorkflows.Host.Tests.Studio;

public sealed class WhenAStudioPageIsOpened(HostFactory host) : IClassFixture<HostFactory>
{
    private const string Procedure = "/studio/bakkah/procedures/bakkah-procedure";

    [Theory]
    [InlineData("/studio/bakkah/procedures", "elsa-workflow-definition-list")]
    [InlineData(Procedure, "elsa-workflow-definition-editor")]
    [InlineData("/studio/bakkah/cases", "elsa-workflow-instance-list")]
    public async Task It_carries_one_element_of_the_association_in_left_to_right(string path, string element)
    {
        using var person = await host.EmployAsync(("bakkah", Role.Auditor));
        using var answer = await person.Client.GetAsync(path);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("<html lang=\"ar\" dir=\"rtl\"", page, StringComparison.Ordinal);
        if (page.Contains("id=\"studio\"", StringComparison.Ordinal)) // otherwise the package is not there, and the page says so
        {
            Assert.Contains($"dir=\"ltr\" lang=\"en\" data-element=\"{element}\" data-association=\"bakkah\"", page, StringComparison.Ordinal);
        }

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("'wasm-unsafe-eval'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("'unsafe-eval'", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/studio/bakkah/procedures")]
    [InlineData(Procedure)]
    [InlineData(Procedure + "/check")]
    [InlineData(Procedure + "/versions")]
    [InlineData("/studio/bakkah/cases")]
    public async Task Of_another_association_there_is_none(string path)
    {
        using var person = await host.EmployAsync(("natiq", Role.ProcessDesigner));
        Assert.Equal(HttpStatusCode.NotFound, (await person.Client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Only_those_who_draw_find_a_button_to_publish()
    {
        using var designer = await host.EmployAsync(("bakkah", Role.ProcessDesigner));
        using var auditor = await host.EmployAsync(("bakkah", Role.Auditor));
        using var officer = await host.EmployAsync(("bakkah", Role.RelationsOfficer));
        Assert.Contains("publish-button", await designer.Client.GetStringAsync(Procedure), StringComparison.Ordinal);
        Assert.DoesNotContain("publish-button", await auditor.Client.GetStringAsync(Procedure), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.Client.GetAsync(Procedure)).StatusCode);
    }

    [Theory]
    [InlineData("/workflows/definitions/bakkah-procedure/edit", Procedure)]
    [InlineData("/studio/workflows/definitions/bakkah-procedure/edit", Procedure)]
    public async Task Addresses_Studio_writes_lead_to_ours(string studio, string ours)
    {
        using var person = await host.EmployAsync(("bakkah", Role.ProcessDesigner));
        using var answer = await person.Client.GetAsync(studio);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(ours, answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData(Procedure + "/check", "لا شيء يمنع النشر")]
    [InlineData(Procedure + "/versions", "bakkah/procedure.workflow.json")]
    public async Task Our_own_pages_run_nothing_but_files_of_ours(string path, string words)
    {
        using var person = await host.EmployAsync(("bakkah", Role.Auditor));
        using var answer = await person.Client.GetAsync(path);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
    }
}
