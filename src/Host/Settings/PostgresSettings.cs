using Npgsql;

namespace CaseWorkflows.Host.Settings;

/// <summary>
/// How PostgreSQL is reached. Not an option of the command line: every user of a machine can read those of a running process. The password may
/// also stand in a <c>.pgpass</c> file.
/// </summary>
internal sealed class PostgresSettings
{
    public const string Key = "CaseWorkflows:Postgres";

    public const string KeysPasswordKey = "CaseWorkflows:KeysPassword";

    private const int ShortestPassword = 16;
    private const string Option = "environment variable CaseWorkflows__Postgres";

    private PostgresSettings(string connectionString, string database, string? keysPassword) => (ConnectionString, Database, KeysPassword) = (connectionString, database, keysPassword);

    /// <summary>With the password in it: not for logs or messages.</summary>
    public string ConnectionString { get; }

    /// <summary>The database's name.</summary>
    public string Database { get; }

    /// <summary>Under which the keys in the database are encrypted, the same for every host; null leaves them as they are.</summary>
    public string? KeysPassword { get; }

    /// <exception cref="SettingsException">Missing, or no connection string. The message never quotes it.</exception>
    public static PostgresSettings Read(string? given, string? keysPassword = null)
    {
        if (string.IsNullOrWhiteSpace(given))
        {
            throw new SettingsException(Option, Key, given, "--database postgres needs a connection string, such as Host=localhost;Database=caseworkflows;Username=caseworkflows;Password=…");
        }

        NpgsqlConnectionStringBuilder read;
        try
        {
            read = new NpgsqlConnectionStringBuilder(given);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException)
        {
            throw new SettingsException(Option, Key, "(not shown)", "this is not a connection string Npgsql understands. It consists of Name=value; pairs: Host, Port, Database, Username, Password …");
        }

        return string.IsNullOrWhiteSpace(read.Host) || string.IsNullOrWhiteSpace(read.Database)
            ? throw new SettingsException(Option, Key, "(not shown)", "it must name Host and Database.")
            : new(given, read.Database, Password(keysPassword));
    }

    private static string? Password(string? given) => string.IsNullOrEmpty(given) ? null
        : given.Length >= ShortestPassword ? given
        : throw new SettingsException("environment variable CaseWorkflows__KeysPassword", KeysPasswordKey, "(not shown)", $"it must have at least {ShortestPassword} characters.");
}
