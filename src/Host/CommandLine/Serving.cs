using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Persistence;

namespace CaseWorkflows.Host.CommandLine;

/// <summary>Runs the web application until it is told to stop.</summary>
internal static class Serving
{
    public static async Task<int> RunAsync(WebApplication app, TextWriter error, CancellationToken cancellationToken)
    {
        await using (app)
        {
            await app.Services.GetRequiredService<DatabaseSchema>().UpgradeAsync(cancellationToken);
            await app.Services.GetRequiredService<DefinitionImport>().RunAsync(cancellationToken);
            try
            {
                await app.StartAsync(cancellationToken);
            }
            catch (IOException taken)
            {
                await error.WriteLineAsync($"--urls: the service cannot listen there. {taken.Message}");
                return 1;
            }

            await app.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
    }
}
