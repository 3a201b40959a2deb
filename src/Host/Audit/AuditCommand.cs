using System.CommandLine;
using CaseWorkflows.Host.CommandLine;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Sealing;
using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Audit;

/// <summary>Checks from outside what nobody may change: works beside a running service, writes nothing.</summary>
internal static class AuditCommand
{
    public static Command Create(BuildHost build)
    {
        var verify = new Command("verify", "Walk the history of every case, name the first broken place of each, and what is stored otherwise than its events tell. Exit 0 only when all hold.");
        verify.SetAction((parsed, cancellationToken) => VerifyAsync(build, parsed, cancellationToken));
        return new Command("audit", "Check the histories of cases.") { verify };
    }

    private static async Task<int> VerifyAsync(BuildHost build, ParseResult parsed, CancellationToken ct)
    {
        var output = parsed.InvocationConfiguration.Output;
        await using var app = build(GlobalOptions.ConfigurationFrom(parsed), TimeProvider.System);
        if (!await app.Services.GetRequiredService<DatabaseSchema>().IsCurrentAsync(ct))
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"There is no database of this version{Where(app)}; run 'migrate' first.");
            return 1;
        }

        var verdict = await app.Services.GetRequiredService<HistoryAudit>().VerifyAsync(ct);
        foreach (var broken in verdict.Broken)
        {
            await output.WriteLineAsync($"{broken.CaseNumber ?? broken.CaseId}: {broken.Break.Message.English}");
        }

        var differences = 0;
        await foreach (var (number, what, stored, told) in app.Services.GetRequiredService<PresentAudit>().FindAsync(ct))
        {
            differences++;
            await output.WriteLineAsync($"{number}: {what} is stored as {stored}, and its history tells {told}.");
        }

        await foreach (var broken in app.Services.GetRequiredService<SealAudit>().FindAsync(ct))
        {
            differences++;
            await output.WriteLineAsync(broken);
        }

        await output.WriteLineAsync($"{verdict.Cases} histories with {verdict.Events} events walked, {verdict.Broken.Count} broken, {differences} not as told or sealed.");
        return verdict.Broken.Count + differences == 0 ? 0 : 1;
    }

    private static string Where(WebApplication app)
        => app.Services.GetRequiredService<HostSettings>() is { Postgres: null } settings ? $" in {settings.DataFolder}" : "";
}
