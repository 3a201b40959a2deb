using System.Xml.Linq;
using CaseWorkflows.Host.Persistence.Postgres;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace CaseWorkflows.Host.Keys;

/// <summary>
/// Secrets in the database, for every host on it: the data-protection keys, so that a token or a national id protected by one host is read by another,
/// and what else the hosts must have in common. Nothing here is hot: each host reads it at start and once a day.
/// </summary>
internal sealed class KeyTable(PostgresDatabase database, KeySeal seal, TimeProvider clock) : IKeyStore, IXmlRepository
{
    private const string DataProtection = "data-protection";
    private const string Secret = "secret";

    public string GetOrAdd(string name, Func<string> make) => Find(name) ?? Add(name, make());

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = database.Writers.CreateCommand($"SELECT value FROM host_keys WHERE kind = '{DataProtection}' ORDER BY created_at, name");
        using var reader = command.ExecuteReader();
        var elements = new List<XElement>();
        while (reader.Read())
        {
            elements.Add(XElement.Parse(seal.Open(reader.GetString(0))));
        }

        return elements;
    }

    public void StoreElement(XElement element, string friendlyName) => Insert(friendlyName, DataProtection, element.ToString(SaveOptions.DisableFormatting));

    private string Add(string name, string secret)
    {
        Insert(name, Secret, secret);
        return Find(name)!; // another host may have been quicker
    }

    private string? Find(string name)
    {
        using var command = database.Writers.CreateCommand($"SELECT value FROM host_keys WHERE kind = '{Secret}' AND name = @name");
        command.Parameters.Add(new NpgsqlParameter<string>("name", name));
        return command.ExecuteScalar() is string stored ? seal.Open(stored) : null;
    }

    private void Insert(string name, string kind, string value)
    {
        using var command = database.Writers.CreateCommand(
            "INSERT INTO host_keys (kind, name, value, created_at) VALUES (@kind, @name, @value, @now) ON CONFLICT (kind, name) DO NOTHING");
        command.Parameters.Add(new NpgsqlParameter<string>("kind", kind));
        command.Parameters.Add(new NpgsqlParameter<string>("name", name));
        command.Parameters.Add(new NpgsqlParameter<string>("value", seal.Close(value)));
        command.Parameters.Add(new NpgsqlParameter<long>("now", clock.GetUtcNow().UtcTicks));
        command.ExecuteNonQuery();
    }
}
