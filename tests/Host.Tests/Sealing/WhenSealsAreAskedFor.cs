using CaseWorkflows.Host.Tests.CommandLine;
using CaseWorkflows.Host.Tests.Databases;

namespace CaseWorkflows.Host.Tests.Sealing;

/// <summary>The commands a person gives from a terminal.</summary>
public sealed class WhenSealsAreAskedFor
{
    [SqliteFact("The commands themselves do not differ.")]
    public async Task Keys_are_printed_rotated_and_unknown_associations_refused()
    {
        using var data = new TestStore();
        var before = await HostProcess.RunAsync("seals", "keys", "natiq", "--data", data.Folder);
        await HostProcess.RunAsync("migrate", "--data", data.Folder);
        var none = await HostProcess.RunAsync("seals", "keys", "natiq", "--data", data.Folder);
        var made = await HostProcess.RunAsync("seals", "make", "--data", data.Folder);
        var rotated = await HostProcess.RunAsync("seals", "rotate", "natiq", "--data", data.Folder);
        var unknown = await HostProcess.RunAsync("seals", "rotate", "nobody", "--data", data.Folder);
        var keys = await HostProcess.RunAsync("seals", "keys", "natiq", "--data", data.Folder);

        Assert.Equal((1, 0, 0, 0, 1, 0), (before.ExitCode, none.ExitCode, made.ExitCode, rotated.ExitCode, unknown.ExitCode, keys.ExitCode));
        Assert.Contains("no key yet", none.Output, StringComparison.Ordinal);
        Assert.Contains("0 associations sealed.", made.Output, StringComparison.Ordinal);
        Assert.Equal(2, keys.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains(rotated.Output.Trim(), keys.Output, StringComparison.Ordinal);
    }

    [SqliteFact("It has no database at all.")]
    public async Task A_file_that_is_no_pack_is_told_and_one_that_is_missing_too()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder, "pack.zip");
        await File.WriteAllTextAsync(file, "no pack");

        var wrong = await HostProcess.RunAsync("evidence", "verify", file, "--language", "en");
        var missing = await HostProcess.RunAsync("evidence", "verify", Path.Combine(folder, "nothing.zip"));

        Assert.Equal((1, 1), (wrong.ExitCode, missing.ExitCode));
        Assert.StartsWith("The pack does not hold:", wrong.Output, StringComparison.Ordinal);
        Assert.NotEmpty(missing.Error);
    }
}
