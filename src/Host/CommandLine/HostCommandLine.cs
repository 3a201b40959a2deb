using System.CommandLine;
using CaseWorkflows.Host.Audit;
using CaseWorkflows.Host.Backup;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Demo;
using CaseWorkflows.Host.NightWatch;
using CaseWorkflows.Host.Outbox;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Replays;
using CaseWorkflows.Host.Sealing;
using CaseWorkflows.Host.Settings;
using CaseWorkflows.Host.Walkthrough;

namespace CaseWorkflows.Host.CommandLine;

/// <summary>Builds the application from <c>--key=value</c> arguments, without starting it, on the real clock or one that is moved by hand.</summary>
internal delegate WebApplication BuildHost(string[] configuration, TimeProvider clock);

/// <summary>The executable's commands. Exit code 0 only when all is well.</summary>
internal sealed class HostCommandLine(BuildHost build)
{
    private const int Failure = 1;

    public async Task<int> RunAsync(string[] args, TextWriter? output = null, TextWriter? error = null)
    {
        var invocation = new InvocationConfiguration
        {
            Output = output ?? Console.Out,
            Error = error ?? Console.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null, // the web host answers Ctrl+C and SIGTERM itself, and in its own time
        };
        try
        {
            var configuration = args.Where(GlobalOptions.IsConfiguration).ToArray();
            var root = CreateRoot((options, clock) => build([.. configuration, .. options], clock));
            return await root.Parse([.. args.Where(token => !GlobalOptions.IsConfiguration(token))]).InvokeAsync(invocation);
        }
        catch (SettingsException unusable)
        {
            await invocation.Error.WriteLineAsync(unusable.Message);
            return Failure;
        }
    }

    private static RootCommand CreateRoot(BuildHost build)
    {
        var root = new RootCommand("Case management for associations, on versioned workflow definitions. Without a command it serves.");
        GlobalOptions.AddTo(root);
        root.Subcommands.Add(DemoCommand.Create(build));
        root.Subcommands.Add(WalkthroughCommand.Create(build));
        root.Subcommands.Add(DefinitionsCommand.Create());
        root.Subcommands.Add(AuditCommand.Create(build));
        root.Subcommands.Add(SealsCommand.Create(build));
        root.Subcommands.Add(EvidenceCommand.Create());
        root.Subcommands.Add(ReplayCommand.Create(build));
        root.Subcommands.Add(MigrateCommand.Create(build));
        root.Subcommands.Add(BackupCommand.Create(build));
        root.Subcommands.Add(RestoreCommand.Create(build));
        root.Subcommands.Add(NightWatchCommand.Create(build));
        root.Subcommands.Add(OutboxCommand.Create(build));
        root.SetAction((parsed, cancellationToken) =>
            Serving.RunAsync(build(GlobalOptions.ConfigurationFrom(parsed), TimeProvider.System), parsed.InvocationConfiguration, cancellationToken));
        return root;
    }
}
