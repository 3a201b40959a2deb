using System.Text.RegularExpressions;
using CaseWorkflows.Host.Persistence.Migrations;

namespace CaseWorkflows.Host.Tests.Persistence;

/// <summary>The same schema is written down once for each kind of database; here they are held together.</summary>
public sealed partial class DialectTests
{
    public static TheoryData<string> Scripts => [.. typeof(SchemaText).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("Sqlite/", StringComparison.Ordinal))
        .Select(name => name["Sqlite/".Length..^".sql".Length]).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Both_have_the_same_tables_indexes_keys_and_checks(string script)
    {
        var (sqlite, postgres) = (SchemaText.Read("Microsoft.EntityFrameworkCore.Sqlite", script), SchemaText.Read("Npgsql.EntityFrameworkCore.PostgreSQL", script));

        // What follows is PostgreSQL's alone: the hosts' keys and Quartz's tables.
        var shared = postgres.IndexOf("-- What the hosts on this database have in common", StringComparison.Ordinal);
        Assert.NotEmpty(Rules(sqlite));
        Assert.Equal(Rules(sqlite), Rules(shared < 0 ? postgres : postgres[..shared]));
    }

    private static List<string> Rules(string sql)
    {
        var text = Blanks().Replace(sql, " ").Replace("is_published = 1", "is_published", StringComparison.Ordinal).Replace("is_latest = 1", "is_latest", StringComparison.Ordinal);
        return [.. Rule().Matches(text).Select(match => match.Value.Trim()).Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"CREATE TABLE \w+|ALTER TABLE \w+ ADD COLUMN \w+|CREATE (UNIQUE )?INDEX [^;]+;|CONSTRAINT [^;]+?(?=, CONSTRAINT|\) ?(WITHOUT ROWID)?;)|PRIMARY KEY \([^)]+\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rule();
}
