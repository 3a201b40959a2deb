using System.CommandLine;
using CaseWorkflows.Host.CommandLine;

namespace CaseWorkflows.Host.Walkthrough;

internal static class WalkthroughCommand
{
    private static readonly Argument<string> Association = new("association")
    {
        Description = "Key of the association whose procedure is walked, such as natiq.",
    };

    public static Command Create(BuildHost build)
    {
        var command = new Command("walkthrough", "Drive one case through an association's whole procedure and print each step.") { Association };
        command.SetAction(async (parsed, _) =>
        {
            await using var app = build(GlobalOptions.ConfigurationFrom(parsed));
            await parsed.InvocationConfiguration.Error.WriteLineAsync(
                $"No procedure of '{parsed.GetRequiredValue(Association)}' has been imported, so there is nothing to walk through.");
            return 1;
        });
        return command;
    }
}
