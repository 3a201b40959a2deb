using System.CommandLine;
using CaseWorkflows.Host.Definitions;
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
            await app.Services.GetRequiredService<DatabaseSchema>().UpgradeAsync(cancellationToken);
            await app.Services.GetRequiredService<DefinitionImport>().RunAsync(cancellationToken);
            // To the console only, never to a log file: it is shown this once.
            await app.Services.GetRequiredService<FirstAdministrator>().CreateIfNobodyAsync(
                password => terminal.Output.WriteLineAsync($"\nNobody works here yet. Sign in as {FirstAdministrator.UserName} with the password {password}; it is not shown again.\n"),
                cancellationToken);

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
}
