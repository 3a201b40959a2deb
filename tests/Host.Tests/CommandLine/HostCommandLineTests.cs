using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Tests.CommandLine;

public sealed class HostCommandLineTests : IDisposable
{
    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Help_tells_every_command_and_option()
    {
        var run = await HostProcess.RunAsync("--help");

        Assert.Equal(0, run.ExitCode);
        foreach (var word in new[] { "demo", "walkthrough", "definitions", "migrate", "audit", "backup", "restore", "nightwatch", "outbox", "--data", "--workflows", "--database", "--urls" })
        {
            Assert.Contains(word, run.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("serv")]
    [InlineData("--dta", "x")]
    [InlineData("migrate", "--dta")]
    public async Task An_unknown_word_is_refused_with_help(params string[] arguments)
    {
        var run = await HostProcess.RunAsync(arguments);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(arguments[^1] == "x" ? "--dta" : arguments[^1], run.Error, StringComparison.Ordinal);
        Assert.Contains("Usage:", run.Error + run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--database", "oracle", "sqlite and postgres")]
    [InlineData("--data", "/dev/null/data", "create and write")]
    [InlineData("--workflows", "/no/such/folder", "no such folder")]
    public async Task A_setting_that_cannot_be_used_is_named_with_its_value(string option, string value, string explanation)
    {
        var run = await HostProcess.RunAsync(option == "--data" ? ["migrate", option, value] : ["migrate", "--data", _data, option, value]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{option} (configuration key CaseWorkflows:", run.Error, StringComparison.Ordinal);
        Assert.Contains($"is '{value}'", run.Error, StringComparison.Ordinal);
        Assert.Contains(explanation, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_prepares_a_new_folder_and_then_has_nothing_to_do()
    {
        var first = await HostProcess.RunAsync("migrate", "--data", _data);
        var second = await HostProcess.RunAsync("migrate", "--data", _data);

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Contains("applied 20261121000000_InitialSchema", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("applied", second.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_data, "caseworkflows.db")));
    }

    [Fact]
    public async Task Checking_a_definition_that_is_not_json_fails_and_says_where()
    {
        var file = Path.Combine(_data, "broken.workflow.json");
        await File.WriteAllTextAsync(file, "{\n  \"id\": \n}");

        var asText = await HostProcess.RunAsync("definitions", "check", _data);
        var asJson = await HostProcess.RunAsync("definitions", "check", file, "--json");

        Assert.Equal((1, 1), (asText.ExitCode, asJson.ExitCode));
        Assert.Contains("broken.workflow.json:3: json-broken", asText.Output, StringComparison.Ordinal);
        Assert.StartsWith("[{", asJson.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_definition_files_are_told_apart_as_a_designer_would_and_a_bad_one_is_said_to_be()
    {
        var older = Path.Combine(Repository.Root, "workflows", "bakkah", "procedure.workflow.json");
        var newer = Path.Combine(_data, "newer.workflow.json");
        await File.WriteAllTextAsync(newer, (await File.ReadAllTextAsync(older)).Replace("\"14.00:00:00\"", "\"21.00:00:00\"", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(_data, "broken.workflow.json"), "{\n  \"id\": \n}");

        var changed = await HostProcess.RunAsync("definitions", "diff", older, newer);
        var same = await HostProcess.RunAsync("definitions", "diff", older, older);
        var broken = await HostProcess.RunAsync("definitions", "diff", older, Path.Combine(_data, "broken.workflow.json"));

        Assert.Equal((0, 0, 1), (changed.ExitCode, same.ExitCode, broken.ExitCode));
        Assert.Contains("minimumPeriod: 14.00:00:00 → 21.00:00:00", changed.Output, StringComparison.Ordinal);
        Assert.Contains("No difference.", same.Output, StringComparison.Ordinal);
        Assert.Contains("json-broken", broken.Error, StringComparison.Ordinal);
    }
}
