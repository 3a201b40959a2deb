using System.Net;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;

namespace CaseWorkflows.Host.Tests.Trail;

/// <summary>The auditor's pages: find by what is known, look at a case as it stood, change nothing.</summary>
public sealed class WhenAnAuditorReads(HostFactory host) : IClassFixture<HostFactory>
{
    [Theory]
    [InlineData("ar")]
    [InlineData("en")]
    public async Task Events_are_found_by_clause_person_and_period_and_lead_to_the_case_as_it_stood(string language)
    {
        using var team = await Team.HireAsync(host, "natiq");
        var id = await team.BringToCommitteeAsync();
        await host.CatchUpAsync();
        using var auditor = await Visitor.SignedInAsync(host, ("natiq", Role.Auditor));
        using var chosen = await auditor.Client.PostAsync("/preferences", new FormUrlEncodedContent([new("language", language), new("return", "/")]));

        var trail = await auditor.OpenAsync("/trail");
        var found = await auditor.SubmitAsync(trail, "main form[action='/trail']", ("clause", "procedure.verify"), ("actor", team.Officer.Id), ("from", "2020-01-01"), ("to", "2040-01-01"));
        var line = found.Document.QuerySelectorAll(".cw-traced > li").First(item => item.QuerySelector($"a[href^='/trail/cases/{id}']") is not null);
        var past = await auditor.OpenAsync(line.QuerySelector("a")!.GetAttribute("href")!);

        Assert.Equal(4, found.Document.QuerySelectorAll(".cw-case-chip:not(.cw-case-chip-all)").Length);
        Assert.Contains(Role.RelationsOfficer.Name.In(language), line.TextContent, StringComparison.Ordinal);
        Assert.True(past.Has(".cw-traced-now .cw-changes tr"));
        Assert.True(past.Has("#past-map-now"));
        Assert.NotEmpty(past.Document.QuerySelectorAll("#shown table tbody tr"));
        var first = await auditor.OpenAsync($"/trail/cases/{id}?event=1");
        Assert.False(first.Has("#shown table"));
        Assert.False(first.Has("a[rel=prev][href]"));
        Assert.True(first.Has("a[rel=next][href]"));
    }

    [Fact]
    public async Task A_case_is_found_by_the_last_figures_of_its_number_and_by_its_person()
    {
        using var team = await Team.HireAsync(host, "natiq");
        var somebody = Somebody.New();
        var id = await team.OpenCaseAsync(Request.For(somebody));
        var number = (await team.Officer.CaseAsync(id)).Text("number");
        using var auditor = await Visitor.SignedInAsync(host, ("natiq", Role.Auditor));

        foreach (var typed in new[] { number, somebody.NationalId, somebody.Mobile })
        {
            var found = await auditor.OpenAsync($"/trail?q={Uri.EscapeDataString(typed)}");
            Assert.Equal(2, found.Document.QuerySelectorAll($".cw-traced > li a[href^='/trail/cases/{id}']").Length);
        }
    }

    [Fact]
    public async Task Nobody_else_reads_it_and_no_other_association_is_in_it()
    {
        using var team = await Team.HireAsync(host, "bakkah");
        var id = await team.OpenCaseAsync();
        using var officer = await Visitor.SignedInAsync(host, ("bakkah", Role.RelationsOfficer));
        using var auditor = await Visitor.SignedInAsync(host, ("maman", Role.Auditor), ("bakkah", Role.RelationsOfficer));
        using var elsewhere = await Visitor.SignedInAsync(host, ("maman", Role.Auditor));
        await host.CatchUpAsync();

        await officer.OpenAsync("/trail", HttpStatusCode.Forbidden);
        await officer.OpenAsync($"/trail/cases/{id}", HttpStatusCode.Forbidden);
        await auditor.OpenAsync($"/trail/cases/{id}", HttpStatusCode.Forbidden);
        await elsewhere.OpenAsync($"/trail/cases/{id}", HttpStatusCode.NotFound);
        Assert.DoesNotContain(id, (await elsewhere.OpenAsync("/trail")).Document.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.DoesNotContain(id, (await auditor.OpenAsync("/trail?association=bakkah")).Document.Body!.InnerHtml, StringComparison.Ordinal);
    }
}
