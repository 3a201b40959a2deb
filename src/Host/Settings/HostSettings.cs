namespace CaseWorkflows.Host.Settings;

/// <summary>What the person who runs the service decides. Read and checked once, before anything else starts.</summary>
internal sealed class HostSettings
{
    public const string DataKey = "CaseWorkflows:Data";
    public const string WorkflowsKey = "CaseWorkflows:Workflows";
    public const string DatabaseKey = "CaseWorkflows:Database";

    private HostSettings(string dataFolder, string workflowsFolder) => (DataFolder, WorkflowsFolder) = (dataFolder, workflowsFolder);

    /// <summary>Everything that must survive a restart; what a backup copies. Exists and can be written to.</summary>
    public string DataFolder { get; }

    /// <summary>Associations, policies and definitions. Need not exist when it is the default.</summary>
    public string WorkflowsFolder { get; }

    public string DatabaseFile => Path.Combine(DataFolder, "caseworkflows.db");

    public string KeysFolder => Path.Combine(DataFolder, "keys");

    public string LogsFolder => Path.Combine(DataFolder, "logs");

    /// <exception cref="SettingsException">A value cannot be used.</exception>
    public static HostSettings Read(IConfiguration configuration)
    {
        CheckDatabase(configuration[DatabaseKey]);
        return new(ReadData(configuration[DataKey]), ReadWorkflows(configuration[WorkflowsKey]));
    }

    private static string ReadData(string? given)
    {
        var folder = Path.GetFullPath(string.IsNullOrWhiteSpace(given) ? Path.Combine(Repository.Root, "data") : given);
        try
        {
            PrivateFolder.Create(folder);
            var probe = Path.Combine(folder, $".write-test-{Environment.ProcessId}-{Guid.NewGuid():N}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException("--data", DataKey, folder, $"the service must be able to create and write this folder. {refused.Message}");
        }

        return folder;
    }

    private static string ReadWorkflows(string? given)
    {
        if (string.IsNullOrWhiteSpace(given))
        {
            return Path.Combine(Repository.Root, "workflows");
        }

        var folder = Path.GetFullPath(given);
        return Directory.Exists(folder)
            ? folder
            : throw new SettingsException("--workflows", WorkflowsKey, folder, "there is no such folder.");
    }

    private static void CheckDatabase(string? given)
    {
        switch (given?.ToLowerInvariant())
        {
            case null or "" or "sqlite":
                return;
            case "postgres":
                throw new SettingsException("--database", DatabaseKey, given, "PostgreSQL arrives in a later version; use sqlite for now.");
            default:
                throw new SettingsException("--database", DatabaseKey, given, "the choices are sqlite and postgres.");
        }
    }
}
