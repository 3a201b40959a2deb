using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CaseWorkflows.Host.Tests.Databases;

namespace CaseWorkflows.Host.Tests.Faults;

/// <summary>Every row of every table, as text.</summary>
internal sealed partial class DatabaseDump
{
    private const int Patience = 10_000;

    private readonly List<string> _rows;

    private DatabaseDump(List<string> rows) => _rows = rows;

    public static async Task<DatabaseDump> OfAsync(TestStore store)
    {
        await using var connection = store.Open();
        var rows = new List<string>();
        foreach (var table in await store.TablesAsync(connection))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                rows.Add($"{table}|{string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => $"{reader.GetName(column)}={Text(reader.GetValue(column))}"))}");
            }
        }

        rows.Sort(StringComparer.Ordinal);
        return new(rows);
    }

    /// <summary>The same with people called by names that two runs have in common. Lists of people go, because they stand in the order of ids that are made anew each time.</summary>
    public DatabaseDump Calling(params (string Id, string Name)[] people)
        => new([.. _rows.Select(row => people.Aggregate(ListOfPeople().Replace(row, "candidate_users="), (text, person) => text.Replace(person.Id, person.Name, StringComparison.Ordinal))).Order(StringComparer.Ordinal)]);

    /// <summary>Equal before and after means nothing was written.</summary>
    public string Exactly => string.Join('\n', _rows);

    /// <summary>
    /// What two runs of the same acts have in common. An id is named after the rows it stands in, in a few rounds, so that rows that belong together still do;
    /// hashes over ids, numbers the database gives out, keys and passwords differ each time and are left out.
    /// </summary>
    public IReadOnlyList<string> Comparable(int rounds = 4)
    {
        var rows = _rows.Where(row => !OfOneRun().IsMatch(row)).Select(row => Sealed().Replace(row, "#")).Select(row => Numbered().Replace(row, "${table}")).Select(row => Fed().Replace(row, "")).Select(row => Reached().Replace(row, "${made}")).Select(row => Signed().Replace(row, "${made}")).ToList();
        var names = rows.SelectMany(row => Id().Matches(row).Select(id => id.Value)).Distinct(StringComparer.Ordinal).ToDictionary(id => id, _ => "id", StringComparer.Ordinal);
        for (var round = 0; round < rounds; round++)
        {
            var places = new Dictionary<string, List<string>>(StringComparer.Ordinal);
            foreach (var row in rows)
            {
                foreach (var id in Id().Matches(row).Select(match => match.Value).Distinct(StringComparer.Ordinal))
                {
                    var place = Id().Replace(row, match => match.Value == id ? "this" : names[match.Value]);
                    (places.TryGetValue(id, out var known) ? known : places[id] = []).Add(place);
                }
            }

            names = places.ToDictionary(pair => pair.Key, pair => Name(pair.Value), StringComparer.Ordinal);
        }

        return [.. rows.Select(row => Id().Replace(row, match => names[match.Value])).Order(StringComparer.Ordinal)];
    }

    /// <summary>Where two runs differ, in words; empty when they do not. Names of ids carry a difference on to every row they stand in, so it is first looked for without.</summary>
    public static string Difference(DatabaseDump expected, DatabaseDump actual)
    {
        foreach (var rounds in new[] { 0, 4 })
        {
            var (left, right) = (expected.Comparable(rounds), actual.Comparable(rounds));
            if (!left.SequenceEqual(right, StringComparer.Ordinal))
            {
                return string.Join('\n', left.Except(right, StringComparer.Ordinal).Select(row => $"missing: {row}").Concat(right.Except(left, StringComparer.Ordinal).Select(row => $"unexpected: {row}")));
            }
        }

        return "";
    }

    private static string Name(List<string> places)
    {
        places.Sort(StringComparer.Ordinal);
        return $"<{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', places))).AsSpan(0, 5))}>";
    }

    private static string Text(object value) => value switch
    {
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    [GeneratedRegex(@"^(staff_\w+|api_keys|host_keys|schema_versions|__\w+|qrtz_\w+)\|", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex OfOneRun();

    [GeneratedRegex(@"candidate_users=\[[^\]]*\]", RegexOptions.None, Patience)]
    private static partial Regex ListOfPeople();

    [GeneratedRegex("[0-9a-fA-F]{64}|CfDJ8[A-Za-z0-9_-]+", RegexOptions.None, Patience)]
    private static partial Regex Sealed();

    /// <summary>Numbers given in the order things happened to be committed in: two cases the same round repairs may come either way.</summary>
    [GeneratedRegex(@"^(?<table>outbox\||trail\|)(id|place)=\d+", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Numbered();

    /// <summary>Where PostgreSQL's feed finds an event; a transaction that was undone leaves a gap.</summary>
    [GeneratedRegex(@"(?<=^case_events\|.*)\|tx=\d+\|place=\d+$", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Fed();

    /// <summary>What is made with a key that is drawn by lot.</summary>
    [GeneratedRegex(@"^(?<made>(seals|seal_keys)\|.*?)(line|record)=.*", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Signed();

    /// <summary>How far a projection has come, by the numbers of that order.</summary>
    [GeneratedRegex(@"^(?<made>projections\|name=\w+\|version=\d+\|).*", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Reached();

    [GeneratedRegex("[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Id();
}
