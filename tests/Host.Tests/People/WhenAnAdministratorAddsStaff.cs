using System.Net;
using System.Net.Http.Json;
using CaseWorkflows.Cases.People;

namespace CaseWorkflows.Host.Tests.People;

/// <summary>An administrator lets people and programs into their own association, and into no other.</summary>
public sealed class WhenAnAdministratorAddsStaff(HostFactory host) : IClassFixture<HostFactory>
{
    [Fact]
    public async Task A_new_officer_signs_in_and_sees_the_association_until_the_role_is_taken_away()
    {
        await host.HireAsync("natiq-admin", "natiq", Role.Administrator);
        using var admin = await host.SignInAsync("natiq-admin");

        using var added = await admin.PostAsJsonAsync("/api/v1/associations/natiq/staff", Newcomer("newcomer", "relations-officer"));
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        var id = (await added.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("id").GetString();
        using var officer = await host.SignInAsync("newcomer");
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync("/api/v1/associations/natiq")).StatusCode);

        using var changed = await admin.PutAsJsonAsync($"/api/v1/associations/natiq/staff/{id}/roles", new { roles = Array.Empty<string>() });
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        await (await officer.GetAsync("/api/v1/associations/natiq")).IsProblemAsync(403, "role-required");
    }

    [Fact]
    public async Task Nobody_is_added_to_another_association_or_with_a_role_that_does_not_exist()
    {
        await host.HireAsync("one-admin", "natiq", Role.Administrator);
        using var admin = await host.SignInAsync("one-admin");

        await (await admin.PostAsJsonAsync("/api/v1/associations/bakkah/staff", Newcomer("stranger", "auditor"))).IsProblemAsync(404, "no-such-association");
        await (await admin.PostAsJsonAsync("/api/v1/associations/natiq/staff", Newcomer("stranger", "king"))).IsProblemAsync(422, "unknown-role");
        await (await admin.PostAsJsonAsync("/api/v1/associations/bakkah/api-keys", new { name = "site", role = "auditor" })).IsProblemAsync(404, "no-such-association");
    }

    [Fact]
    public async Task A_key_works_for_its_association_alone()
    {
        await host.HireAsync("key-admin", "natiq", Role.Administrator);
        using var admin = await host.SignInAsync("key-admin");
        using var added = await admin.PostAsJsonAsync("/api/v1/associations/natiq/api-keys", new { name = "website", role = "auditor" });
        var key = (await added.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("key").GetString();

        using var program = host.CreateClient();
        program.DefaultRequestHeaders.Add("X-Api-Key", key);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/v1/associations/natiq")).StatusCode);
        await (await program.GetAsync("/api/v1/associations/bakkah")).IsProblemAsync(404, "no-such-association");
    }

    private static object Newcomer(string userName, string role)
        => new { userName, password = HostFactory.Password, name = new { arabic = "موظف جديد", english = "Newcomer" }, roles = new[] { role } };
}
