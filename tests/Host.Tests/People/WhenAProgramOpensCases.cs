using System.Net;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.People;

public sealed class WhenAProgramOpensCases(HostFactory host) : IClassFixture<HostFactory>
{
    [Fact]
    public async Task Its_key_opens_cases_of_its_association_and_no_other()
    {
        using var program = await ProgramAsync(Role.RelationsOfficer);

        using var here = await program.OpenAsync("natiq", Request.For(Somebody.New(), "website"));
        using var there = await program.OpenAsync("bakkah", Request.For(Somebody.New(), "website"));

        var id = (await here.OkAsync(HttpStatusCode.Created)).Text("id");
        await there.IsProblemAsync(404, "no-such-association");
        var opened = (await program.HistoryAsync(id))[0];
        Assert.Equal(program.Id, opened.Text("actor"));
    }

    [Fact]
    public async Task A_key_with_another_role_opens_none()
    {
        using var program = await ProgramAsync(Role.Auditor);

        using var answer = await program.OpenAsync("natiq", Request.For(Somebody.New(), "website"));

        await answer.IsProblemAsync(403, "role-required");
    }

    [Fact]
    public async Task A_key_revoked_opens_none_from_then_on()
    {
        using var program = await ProgramAsync(Role.RelationsOfficer);
        await host.Services.GetRequiredService<UnitOfWork>().WriteAsync<int>(
            async (tx, ct) => await tx.Command("UPDATE api_keys SET revoked_at = 1 WHERE id = @id").With("@id", program.Id).ExecuteAsync(ct), default);

        using var answer = await program.OpenAsync("natiq", Request.For(Somebody.New(), "website"));

        await answer.IsProblemAsync(401, "sign-in-required");
    }

    [Fact]
    public async Task A_role_taken_away_acts_at_once_even_in_the_middle_of_a_task()
    {
        using var team = await Team.HireAsync(host, "natiq");
        var task = await team.TaskAtAsync(await team.OpenCaseAsync(), "receive");
        using var leaving = await host.EmployAsync(("natiq", Role.RelationsOfficer));
        await (await leaving.ClaimAsync(task)).OkAsync();

        await host.AppointAsync(leaving.Id, ("maman", Role.RelationsOfficer));
        await (await leaving.CompleteAsync(task, new { action = "Received" })).IsProblemAsync(404, "no-such-task");
        await (await leaving.OpenAsync("natiq", Request.For(Somebody.New()))).IsProblemAsync(404, "no-such-association");

        await host.AppointAsync(leaving.Id);
        await (await leaving.CompleteAsync(task, new { action = "Received" })).IsProblemAsync(403, "role-required");
    }

    private async Task<Person> ProgramAsync(Role role)
    {
        var client = host.CreateClient();
        client.DefaultRequestHeaders.Add("X-Api-Key", await host.Services.GetRequiredService<ApiKeys>().CreateAsync("natiq", role, "a website", default));
        var me = await new Person("", client).GetAsync("/api/v1/me");
        return new Person(me.Text("id"), client);
    }
}
