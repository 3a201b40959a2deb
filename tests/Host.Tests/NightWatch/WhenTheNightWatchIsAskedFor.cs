using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.NightWatch;
using CaseWorkflows.Host.Settings;
using CaseWorkflows.Host.Tests.CommandLine;
using CaseWorkflows.Host.Tests.Databases;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.NightWatch;

/// <summary>By a person at the terminal, or by the clock at night.</summary>
public sealed class WhenTheNightWatchIsAskedFor(NightShift shift) : IClassFixture<NightShift>, IDisposable
{
    private readonly TestStore _data = shift.Copy();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task The_command_answers_beside_a_running_service_with_its_exit_code()
    {
        await using var host = shift.With(_data, "DELETE FROM user_task_candidates");
        using var client = host.CreateClient();

        var before = await RunAsync();
        var repaired = await RunAsync("--repair");
        var after = await RunAsync("--json");

        Assert.Equal((1, 0, 0), (before.ExitCode, repaired.ExitCode, after.ExitCode));
        Assert.Contains("task-not-offered: 2 found, 2 left\n  A task is available and stands in nobody's inbox.\n  مهمة متاحة", before.Output, StringComparison.Ordinal);
        Assert.Contains(" 0 things left.", repaired.Output, StringComparison.Ordinal); // the host under test lives in another month, so its timers fire as well
        Assert.Equal("[]\n", after.Output);
    }

    [Fact]
    public async Task At_night_it_repairs_and_tells_the_log_by_ids_alone()
    {
        await using var host = shift.With(_data, "DELETE FROM user_task_candidates; UPDATE case_numbers SET last = last + 1");
        var job = ActivatorUtilities.CreateInstance<NightWatchJob>(host.Services);

        await job.Execute(null!, default);

        Assert.Contains(host.Log.Lines, line => line.Contains("Night watch: task-not-offered, 2 found, 0 left", StringComparison.Ordinal));
        Assert.Contains(host.Log.Lines, line => line.Contains("Night watch: case-number-gap, 1 found, 1 left", StringComparison.Ordinal));
        Assert.Contains(host.Log.Lines, line => line.Contains("2 kinds of impossible state found, 1 things left", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains("شخص تجريبي", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_goes_round_at_three_in_the_morning_in_Riyadh()
    {
        await using var host = new HostFactory();

        var job = Assert.Single(host.Services.GetServices<RecurringJob>(), job => job.Type == typeof(NightWatchJob));

        Assert.Equal(("0 0 3 * * ?", "Asia/Riyadh"), (job.Cron, job.Zone.Id));
    }

    [Theory]
    [InlineData("23:15", null, "23:15 Asia/Riyadh")]
    [InlineData(null, "Africa/Cairo", "03:00 Africa/Cairo")]
    [InlineData("off", null, " Asia/Riyadh")]
    public void The_hour_is_a_setting(string? at, string? zone, string expected)
    {
        var settings = NightWatchSettings.Read(Configuration(at, zone));

        Assert.Equal(expected, $"{settings.At:HH\\:mm} {settings.Zone.Id}");
    }

    [Theory]
    [InlineData("3 o'clock", null, NightWatchSettings.AtKey)]
    [InlineData(null, "Asia/Nowhere", NightWatchSettings.ZoneKey)]
    public void An_hour_that_cannot_be_used_is_refused_by_name(string? at, string? zone, string key)
        => Assert.Contains(key, Assert.Throws<SettingsException>(() => NightWatchSettings.Read(Configuration(at, zone))).Message, StringComparison.Ordinal);

    private Task<HostProcess> RunAsync(params string[] options)
        => HostProcess.RunAsync(["nightwatch", .. options, .. _data.Configuration.Select(setting => $"--{setting.Key}={setting.Value}")]);

    private static IConfiguration Configuration(string? at, string? zone) => new ConfigurationBuilder()
        .AddInMemoryCollection([new(NightWatchSettings.AtKey, at), new(NightWatchSettings.ZoneKey, zone)]).Build();
}
