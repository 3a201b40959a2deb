using System.Net.Http.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;

namespace CaseWorkflows.Host.Tests.Rehearsals;

public sealed class WhenADesignerRehearses(HostFactory host) : IClassFixture<HostFactory>
{
    private const string Path = "/api/v1/definitions/natiq-procedure/rehearsals";

    [Fact]
    public async Task The_figures_come_from_the_engine_and_nothing_is_written()
    {
        using var designer = await host.EmployAsync(("natiq", Role.ProcessDesigner));
        await using var before = await Snapshot.TakeAsync(host);

        using var answer = await designer.Client.PostAsJsonAsync(Path, new { cases = 60, seed = 3, people = new Dictionary<string, int> { ["registration-clerk"] = 1 } });
        var result = await answer.OkAsync();

        Assert.Equal(System.Text.Json.JsonValueKind.Null, result.GetProperty("present").ValueKind);
        Assert.Equal(1, result.GetProperty("people").GetProperty("registration-clerk").GetInt32());
        var draft = result.GetProperty("draft").GetProperty("result");
        Assert.Equal((60, 0), (draft.GetProperty("cases").GetInt32(), draft.GetProperty("unfinished").GetInt32()));
        Assert.NotEmpty(draft.GetProperty("paths").EnumerateArray());
        await before.NothingWasWrittenAsync();
    }

    [Theory]
    [InlineData("cases", 0)]
    [InlineData("cases", 5001)]
    [InlineData("arrivalsPerWorkingDay", -1)]
    public async Task What_cannot_be_rehearsed_is_refused_with_the_field(string field, int value)
    {
        using var designer = await host.EmployAsync(("natiq", Role.ProcessDesigner));

        using var answer = await designer.Client.PostAsJsonAsync(Path, new Dictionary<string, object> { [field] = value });

        Assert.Equal(field, (await answer.IsProblemAsync(400, "rehearsal-out-of-range")).Text("field"));
    }

    [Fact]
    public async Task Somebody_elses_procedure_is_not_there_and_other_roles_may_not_ask()
    {
        using var stranger = await host.EmployAsync(("maman", Role.ProcessDesigner));
        using var officer = await host.EmployAsync(("natiq", Role.RelationsOfficer));

        using var nothing = await stranger.Client.PostAsJsonAsync(Path, new { });
        using var refused = await officer.Client.PostAsJsonAsync(Path, new { });

        await nothing.IsProblemAsync(404, "no-such-definition");
        await refused.IsProblemAsync(403, "role-required");
    }
}
