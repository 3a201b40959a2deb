using System.CommandLine;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Operations;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.CommandLine;

/// <summary>Runs the web application until it is told to stop.</summary>
internal static class Serving
{
    public static async Task<int> RunAsync(WebApplication app, InvocationConfiguration terminal, CancellationToken cancellationToken)
    {
        await using (app)
        {
            await app.Services.GetRequiredService<DataFolderLock>().HoldAsync(cancellationToken); // asked for first, so the container lets go of it last
            await PrepareAsync(app.Services, terminal, cancellationToken);
            try
            {
                await app.StartAsync(cancellationToken);
            }
            catch (IOException taken)
            {
                await terminal.Error.WriteLineAsync($"--urls: the service cannot listen there. {taken.Message}");
                return 1;
            }

            await app.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
    }

    /// <summary>What every host does before it serves, and hosts on one database one after the other: whoever comes second finds it done.</summary>
    private static async Task PrepareAsync(IServiceProvider services, InvocationConfiguration terminal, CancellationToken cancellationToken)
    {
        await using var turn = await services.GetRequiredService<Database>().TakeTurnAsync(cancellationToken);
        await services.GetRequiredService<DatabaseSchema>().UpgradeAsync(cancellationToken);
        services.GetRequiredService<NationalIdVault>().Prepare();
        services.GetRequiredService<OperationLedger>().Prepare();
        await services.GetRequiredService<DefinitionImport>().RunAsync(mayPublish: true, cancellationToken);
        // To the console only, never to a log file: it is shown this once.
        await services.GetRequiredService<FirstAdministrator>().CreateIfNobodyAsync(
            password => terminal.Output.WriteLineAsync($"\nNobody works here yet. Sign in as {FirstAdministrator.UserName} with the password {password}; it is not shown again.\n"),
            cancellationToken);
    }
}
