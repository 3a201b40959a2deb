using System.CommandLine;
using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.CommandLine;

/// <summary>The options every command takes. Each is also a configuration key and so an environment variable; the option wins.</summary>
internal static class GlobalOptions
{
    private static readonly Option<string> Data = new("--data")
    {
        Description = "Folder for database, keys, documents and logs. Default: data/ in the repository, or beside the executable. [env: CaseWorkflows__Data]",
        HelpName = "folder",
        Recursive = true,
    };

    private static readonly Option<string> Workflows = new("--workflows")
    {
        Description = "Folder with associations, policies and definitions. Default: workflows/ in the repository, or beside the executable. [env: CaseWorkflows__Workflows]",
        HelpName = "folder",
        Recursive = true,
    };

    private static readonly Option<string> Database = new("--database")
    {
        Description = "sqlite, or postgres with a connection string in CaseWorkflows__Postgres. Default: sqlite. [env: CaseWorkflows__Database]",
        HelpName = "kind",
        Recursive = true,
    };

    private static readonly Option<string> Urls = new("--urls")
    {
        Description = "Addresses to listen on, separated by semicolons. Default: http://localhost:5080. [env: ASPNETCORE_URLS]",
        HelpName = "addresses",
        Recursive = true,
    };

    private static readonly Option<string> ChangedFiles = new("--changed-files")
    {
        Description = "What becomes of a definition file that changes while the service runs: draft, or publish after the policy check. Default: draft. [env: CaseWorkflows__ChangedFiles]",
        HelpName = "draft|publish",
        Recursive = true,
    };

    private static readonly (Option<string> Option, string Key)[] Keys =
    [
        (Data, HostSettings.DataKey),
        (Workflows, HostSettings.WorkflowsKey),
        (Database, HostSettings.DatabaseKey),
        (ChangedFiles, HostSettings.ChangedFilesKey),
        (Urls, "urls"),
    ];

    public static void AddTo(RootCommand root)
    {
        foreach (var (option, _) in Keys)
        {
            root.Options.Add(option);
        }
    }

    /// <summary>The options given, as <c>--key=value</c> for the configuration.</summary>
    public static string[] ConfigurationFrom(ParseResult parsed) =>
        [.. Keys.Where(pair => parsed.GetValue(pair.Option) is not null).Select(pair => $"--{pair.Key}={parsed.GetValue(pair.Option)}")];

    /// <summary>
    /// Any configuration key may be given as <c>--key=value</c>, such as ASP.NET's own <c>--environment=Development</c>. Those go past the
    /// commands straight into the configuration.
    /// </summary>
    public static bool IsConfiguration(string token) =>
        token.StartsWith("--", StringComparison.Ordinal)
        && token.IndexOf('=', StringComparison.Ordinal) is > 2 and var end
        && !Array.Exists(Keys, pair => pair.Option.Name == token[..end]);
}
