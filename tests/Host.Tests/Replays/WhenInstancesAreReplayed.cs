using System.Net.Http.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Engine.State;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Replays;
using CaseWorkflows.Host.Tests.CommandLine;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Replays;

public sealed class WhenInstancesAreReplayed
{
    [Theory]
    [InlineData("natiq")]
    [InlineData("maman")]
    [InlineData("bakkah")]
    public async Task Every_instance_of_a_run_through_the_procedure_is_what_its_journal_says(string association)
    {
        await using var host = new HostFactory();
        using var team = await Team.HireAsync(host, association);
        await RunAsync(host, team);
        var replays = host.Services.GetRequiredService<InstanceReplays>();

        var all = await replays.ChooseAsync(null, default);

        Assert.Equal(3, all.Count);
        foreach (var id in all)
        {
            Assert.Empty((await replays.DifferencesAsync(id, default))!);
        }
    }

    [Fact]
    public async Task An_instance_changed_by_another_hand_is_named_with_the_place_and_without_the_value()
    {
        using var data = new TestStore();
        Task<HostProcess> ReplayAsync(params string[] which) => HostProcess.RunAsync(["replay", .. which, .. data.Configuration.Select(setting => $"--{setting.Key}={setting.Value}")]);
        string changed;
        await using (var host = new HostFactory { KeptData = data })
        {
            using var team = await Team.HireAsync(host, "natiq");
            await RunAsync(host, team);
            var row = await host.LookAsync(db => db.Instances.OrderBy(row => row.Id).FirstAsync());
            changed = row.Id;
            var other = WorkflowStateJson.ToUtf8(WorkflowStateJson.FromUtf8(row.State) with { Name = "a secret" });
            await host.Services.GetRequiredService<UnitOfWork>().WriteAsync<int>(
                async (tx, ct) => await tx.Command("UPDATE workflow_instances SET state = @state WHERE id = @id").With("@state", other).With("@id", row.Id).ExecuteAsync(ct), default);
        }

        var all = await ReplayAsync("--all");
        var one = await ReplayAsync(changed);
        var nobody = await ReplayAsync("nobody");
        var unsaid = await ReplayAsync();

        Assert.Equal((1, 1, 1, 1), (all.ExitCode, one.ExitCode, nobody.ExitCode, unsaid.ExitCode));
        Assert.Contains("3 instances replayed, 1 differ.", all.Output, StringComparison.Ordinal);
        Assert.Contains($"{changed}: state.", one.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secret", all.Output + one.Output, StringComparison.Ordinal);
        Assert.Contains("no such instance", nobody.Output, StringComparison.Ordinal);
    }

    /// <summary>One case before the committee, one cancelled, one just opened.</summary>
    private static async Task RunAsync(HostFactory host, Team team)
    {
        var decided = await team.BringToCommitteeAsync();
        await host.PassTimeAsync(TimeSpan.FromDays(15));
        await team.DoAsync(decided, "committee", Role.CommitteeChair, "Approved");
        await host.SettleAsync();
        await (await team[Role.Administrator].Client.PostAsJsonAsync($"/api/v1/cases/{await team.OpenCaseAsync()}/cancel", new { reason = "Entered twice" })).OkAsync();
        await team.OpenCaseAsync();
    }
}
