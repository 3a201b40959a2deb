using CaseWorkflows.Host.Tests.CommandLine;
using CaseWorkflows.Host.Tests.Databases;

namespace CaseWorkflows.Host.Tests.Crashes;

[Collection(CrashCollection.Name)]
public sealed class WhenAnotherProcessHoldsTheFolder
{
    [SqliteFact("On PostgreSQL several processes are what it is for.")]
    public async Task A_second_one_is_refused_at_the_start_and_may_follow_as_soon_as_the_first_is_dead()
    {
        using var data = new TestStore();
        using var workflows = HurriedWorkflows.WithFloor(TimeSpan.FromSeconds(1));
        await using var first = new RunningHost(data, workflows.Folder);
        await using var second = new RunningHost(data, workflows.Folder);
        await first.StartAsync();

        foreach (var command in new string[][] { [], ["migrate"] })
        {
            var refused = await HostProcess.RunAsync([.. command, "--data", data.Folder, "--workflows", workflows.Folder, "--urls", second.Address.ToString()]);
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains($"--data (configuration key CaseWorkflows:Data) is '{data.Folder}': another process", refused.Error, StringComparison.Ordinal);
        }

        await first.ReadyAsync();
        await first.Kill9Async();
        await second.StartAsync();
        Assert.Equal(0, await second.StopGracefullyAsync());
    }
}
