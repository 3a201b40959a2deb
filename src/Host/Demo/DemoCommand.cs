using System.CommandLine;
using CaseWorkflows.Host.CommandLine;

namespace CaseWorkflows.Host.Demo;

internal static class DemoCommand
{
    public static Command Create(BuildHost build)
    {
        var command = new Command("demo", "Serve with demonstration staff and cases.");
        command.SetAction((parsed, cancellationToken) =>
            Serving.RunAsync(build(GlobalOptions.ConfigurationFrom(parsed)), parsed.InvocationConfiguration.Error, cancellationToken));
        return command;
    }
}
