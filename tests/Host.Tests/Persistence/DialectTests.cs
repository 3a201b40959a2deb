using System.Text.RegularExpressions;
using CaseWorkflows.Host.Persistence.Migrations;

namespace CaseWorkflows.Host.Tests.Persistence;

/// <summary>The same schema is written down once for each kind of database; here they are held together.</summary>
public sealed partial class DialectTests
{
    [Fact]
    public void Both_have_the_same_tables_indexes_keys_and_checks()
    {
        var (sqlite, postgres) = (SchemaText.Read("Microsoft.EntityFrameworkCore.Sqlite", "0001-initial"), SchemaText.Read("Npgsql.EntityFrameworkCore.PostgreSQL", "0001-initial"));

        // What follows is PostgreSQL's alone: the hosts' keys and Quartz's tables.
        Assert.Equal(Rules(sqlite), Rules(postgres[..postgres.IndexOf("-- What the hosts on this database have in common", StringComparison.Ordinal)]));
    }

    [Fact]
    public void Both_have_the_same_tables_for_forms() => Assert.Equal(
        Rules(SchemaText.Read("Microsoft.EntityFrameworkCore.Sqlite", "0003-forms")), Rules(SchemaText.Read("Npgsql.EntityFrameworkCore.PostgreSQL", "0003-forms")));

    private static List<string> Rules(string sql)
    {
        var text = Blanks().Replace(sql, " ").Replace("is_published = 1", "is_published", StringComparison.Ordinal).Replace("is_latest = 1", "is_latest", StringComparison.Ordinal);
        return [.. Rule().Matches(text).Select(match => match.Value.Trim()).Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"CREATE TABLE \w+|CREATE (UNIQUE )?INDEX [^;]+;|CONSTRAINT [^;]+?(?=, CONSTRAINT|\) ?(WITHOUT ROWID)?;)|PRIMARY KEY \([^)]+\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rule();
}
