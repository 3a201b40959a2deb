using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.People;

public sealed class AudienceTests : IAsyncLifetime
{
    private EndpointLab _lab = null!;

    public async Task InitializeAsync() => _lab = await EndpointLab.StartAsync(routes =>
    {
        routes.MapGet("/anyone", () => "welcome").AllowAnyone("A test.");
        routes.MapGet("/staff", () => "welcome").RequireStaff();
        routes.MapGet("/committee", () => "welcome").RequireRole(Role.CommitteeMember, Role.CommitteeChair);
        routes.MapGet("/undeclared", () => "welcome");
        routes.MapGet("/actor/{association}", (string association, CurrentCaller caller) =>
            string.Join(',', caller.ActorFor(association).Roles)).RequireStaff();
    });

    public async Task DisposeAsync() => await _lab.DisposeAsync();

    [Theory]
    [InlineData("/anyone", null, 200)]
    [InlineData("/anyone", "wrong key", 200)]
    [InlineData("/anyone", "relations-officer", 200)]
    [InlineData("/staff", null, 401)]
    [InlineData("/staff", "wrong key", 401)]
    [InlineData("/staff", "relations-officer", 200)]
    [InlineData("/committee", null, 401)]
    [InlineData("/committee", "relations-officer", 403)]
    [InlineData("/committee", "committee-member", 200)]
    [InlineData("/committee", "committee-chair", 200)]
    [InlineData("/undeclared", null, 401)]
    [InlineData("/undeclared", "administrator", 403)]
    public async Task The_door_opens_for_whom_the_endpoint_says(string path, string? caller, int status)
    {
        using var client = await CallerAsync(caller);

        using var answer = await client.GetAsync(path);

        Assert.Equal(status, (int)answer.StatusCode);
        if (status >= 400)
        {
            await answer.IsProblemAsync(status, status == 401 ? "sign-in-required" : "role-required");
        }
    }

    [Fact]
    public async Task A_program_acts_with_its_role_in_its_association_alone()
    {
        using var client = await CallerAsync("committee-member");

        Assert.Equal("committee-member", await client.GetStringAsync("/actor/natiq"));
        Assert.Equal("", await client.GetStringAsync("/actor/bakkah"));
    }

    private async Task<HttpClient> CallerAsync(string? caller)
    {
        var client = _lab.CreateClient();
        if (caller is not null)
        {
            client.DefaultRequestHeaders.Add("X-Api-Key", Role.Find(caller) is { } role
                ? await _lab.Services.GetRequiredService<ApiKeys>().CreateAsync("natiq", role, "a test", default)
                : caller);
        }

        return client;
    }
}
