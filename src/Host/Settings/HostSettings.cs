using System.Globalization;
using CaseWorkflows.Cases.Documents;

namespace CaseWorkflows.Host.Settings;

/// <summary>What the person who runs the service decides. Read and checked once, before anything else starts.</summary>
internal sealed class HostSettings
{
    public const string DataKey = "CaseWorkflows:Data";
    public const string WorkflowsKey = "CaseWorkflows:Workflows";
    public const string DatabaseKey = "CaseWorkflows:Database";
    public const string ChangedFilesKey = "CaseWorkflows:ChangedFiles";
    public const string DocumentsKey = "CaseWorkflows:Documents";
    public const string DocumentMegabytesKey = "CaseWorkflows:DocumentMegabytes";

    /// <summary>Set by the commands that try things out, never by a person.</summary>
    public const string TryingOutKey = "CaseWorkflows:TryingOut";

    private HostSettings(string dataFolder, string workflowsFolder, PostgresSettings? postgres)
        => (DataFolder, WorkflowsFolder, Postgres) = (dataFolder, workflowsFolder, postgres);

    private string? GivenDocumentsFolder { get; init; }

    /// <summary>On SQLite everything that must survive a restart; what a backup copies. On PostgreSQL only logs. Exists and can be written to.</summary>
    public string DataFolder { get; }

    /// <summary>How PostgreSQL is reached; null when the database is the SQLite file in the data folder.</summary>
    public PostgresSettings? Postgres { get; }

    /// <summary>Associations, policies and definitions. Need not exist when it is the default.</summary>
    public string WorkflowsFolder { get; }

    /// <summary>
    /// What becomes of a definition file that changes while the service runs: false, the default, makes it a draft for a designer to publish; true publishes it
    /// when the file says so and the policy guard lets it.
    /// </summary>
    public bool PublishesChangedFiles { get; private init; }

    /// <summary>True where no real case can be harmed: files are published even against the policy, with a warning.</summary>
    public bool IsTryingOut { get; private init; }

    /// <summary>
    /// Where the content of documents lies. Hosts that share a database must share this folder too; alone on its machine a host has it in its data folder.
    /// </summary>
    public string DocumentsFolder => GivenDocumentsFolder ?? Path.Combine(DataFolder, "documents");

    /// <summary>How large one document may be, in bytes.</summary>
    public long MostDocumentBytes { get; private init; } = DocumentRules.MostBytes;

    public string DatabaseFile => Path.Combine(DataFolder, "caseworkflows.db");

    public string KeysFolder => Path.Combine(DataFolder, "keys");

    public string LogsFolder => Path.Combine(DataFolder, "logs");

    /// <exception cref="SettingsException">A value cannot be used.</exception>
    public static HostSettings Read(IConfiguration configuration)
    {
        var postgres = ReadDatabase(configuration);
        return new(ReadData(configuration[DataKey]), ReadWorkflows(configuration[WorkflowsKey]), postgres)
        {
            PublishesChangedFiles = ReadChangedFiles(configuration[ChangedFilesKey]),
            IsTryingOut = configuration[TryingOutKey] == "true",
            GivenDocumentsFolder = string.IsNullOrWhiteSpace(configuration[DocumentsKey]) ? null : Path.GetFullPath(configuration[DocumentsKey]!),
            MostDocumentBytes = ReadMegabytes(configuration[DocumentMegabytesKey]),
        };
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

    private static bool ReadChangedFiles(string? given) => given?.ToLowerInvariant() switch
    {
        null or "" or "draft" => false,
        "publish" => true,
        _ => throw new SettingsException("--changed-files", ChangedFilesKey, given, "the choices are draft and publish."),
    };

    private static long ReadMegabytes(string? given) => string.IsNullOrWhiteSpace(given) ? DocumentRules.MostBytes
        : int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var megabytes) && megabytes * 1024L * 1024 is > 0 and <= FileLimits.CeilingBytes and var bytes ? bytes
        : throw new SettingsException($"--{DocumentMegabytesKey}", DocumentMegabytesKey, given, "write a whole number of megabytes from 1 to 100.");

    private static PostgresSettings? ReadDatabase(IConfiguration configuration) => configuration[DatabaseKey]?.ToLowerInvariant() switch
    {
        null or "" or "sqlite" => null,
        "postgres" => PostgresSettings.Read(configuration[PostgresSettings.Key], configuration[PostgresSettings.KeysPasswordKey]),
        _ => throw new SettingsException("--database", DatabaseKey, configuration[DatabaseKey], "the choices are sqlite and postgres."),
    };
}
