using System.Net.Http.Json;
using System.Text.Json;
using CaseWorkflows.Cases.People;

namespace CaseWorkflows.Host.Tests.People;

public sealed class CurrentCallerTests(HostFactory host) : IClassFixture<HostFactory>
{
    [Fact]
    public async Task A_role_is_held_in_its_own_association_only()
    {
        await host.HireAsync("two-hats", ("natiq", Role.RelationsOfficer), ("bakkah", Role.Auditor), ("natiq", Role.BranchDelegate));
        using var client = await host.SignInAsync("two-hats");

        var me = await client.GetFromJsonAsync<JsonElement>("/api/v1/me");

        Assert.Equal(
            """[{"association":"bakkah","roles":["auditor"]},{"association":"natiq","roles":["branch-delegate","relations-officer"]}]""",
            me.GetProperty("associations").GetRawText());
    }

    [Fact]
    public async Task A_role_given_or_taken_acts_on_the_next_request()
    {
        var clerk = await host.HireAsync("moving-on", "natiq", Role.RegistrationClerk);
        using var client = await host.SignInAsync("moving-on");

        await host.AppointAsync(clerk, ("maman", Role.ServiceProvider));
        Assert.Contains("""{"association":"maman","roles":["service-provider"]}""", await client.GetStringAsync("/api/v1/me"), StringComparison.Ordinal);

        await host.AppointAsync(clerk);
        using var refused = await client.GetAsync("/api/v1/me");
        await refused.IsProblemAsync(403, "role-required");
    }
}
