using System.Globalization;
using System.Text.RegularExpressions;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Web;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.Cases;

/// <summary>Whichever way a search goes through enough cases to have the choice, it finds the same, and looks at no table from end to end.</summary>
public sealed partial class CaseWalkTests(CaseWalkTests.ManyCases many) : IClassFixture<CaseWalkTests.ManyCases>
{
    private const string Association = "natiq";

    [Theory]
    [InlineData("alpha", null, "alpha..")]
    [InlineData("fam", null, "every case")]
    [InlineData("f", null, "every case")]
    [InlineData("alpha fam", null, "alpha")]
    [InlineData("beta alpha fam", null, "alpha")]
    [InlineData("fam12 alpha", null, "fam12")]
    [InlineData("alpha fam12", null, "fam12..")]
    [InlineData("alpha seldom", null, "seldom..")]
    [InlineData("beta fam", "Reception", "stage Reception")]
    [InlineData("fam", "Reception", "stage Reception")]
    [InlineData("alpha fam", "Verification", "alpha")]
    [InlineData("", null, "stage ")]
    [InlineData("", "Reception", "stage Reception")]
    public async Task The_way_that_looks_at_least_is_taken_and_finds_what_every_other_would(string typed, string? stage, string way)
    {
        await using var context = many.Database.Read();
        var terms = SearchTerm.Of(ArabicText.Fold(typed));

        var walk = await CaseSearch.ChooseAsync(context, Association, stage, terms, default);

        Assert.Equal(way, Told(walk!));
        var expected = many.Newest(typed, stage);
        Assert.Equal(expected.Take(50), await IdsAsync(context, walk!, 1));
        Assert.Equal(expected.Skip(950).Take(50), await IdsAsync(context, walk!, 20));
        Assert.Equal(Math.Min(expected.Count, 1001), await CountAsync(context, walk!));
    }

    [Theory]
    [InlineData("nobody", null)]
    [InlineData("nobody fam", null)]
    [InlineData("alpha nobody", null)]
    [InlineData("fam", "Study")]
    public async Task What_nobody_has_is_known_at_once(string typed, string? stage)
    {
        await using var context = many.Database.Read();

        Assert.Null(await CaseSearch.ChooseAsync(context, Association, stage, SearchTerm.Of(typed), default));
    }

    [Theory]
    [InlineData("alpha", null)]
    [InlineData("fam", null)]
    [InlineData("alpha fam", null)]
    [InlineData("alpha fam", "Verification")]
    [InlineData("beta fam", "Reception")]
    [InlineData("", null)]
    [InlineData("", "Reception")]
    public async Task No_search_looks_at_a_table_from_end_to_end(string typed, string? stage)
    {
        await using var context = many.Database.Read();
        var walk = (await CaseSearch.ChooseAsync(context, Association, stage, SearchTerm.Of(typed), default))!;
        var number = new CaseWalk.Numbered(Association, "NTQ-2026-000001", stage);

        foreach (var sql in new[] { CaseListSql.Page([walk, number], Paging.Of(2, 50)), CaseListSql.Count([walk, number], 1001), CaseListSql.Measure(walk, 2000) })
        {
            var plan = await QueryPlan.OfAsync(context, sql);

            Assert.False(FullScan().IsMatch(plan), $"{sql.Text}\n{plan}");
        }
    }

    [SqliteTheory("PostgreSQL looks through small tables, and rightly.")]
    [InlineData("alpha", null)]
    [InlineData("fam", "Reception")]
    [InlineData("alpha fam", null)]
    [InlineData("", null)]
    [InlineData("", "Reception")]
    public async Task A_filter_is_met_in_passing_and_never_by_looking_through_a_table(string typed, string? stage)
    {
        await using var context = many.Database.Read();
        var walk = (await CaseSearch.ChooseAsync(context, Association, stage, SearchTerm.Of(typed), default))!;
        CaseWalk[] ways = [walk, new CaseWalk.Numbered(Association, "NTQ-2026-000001", stage), new CaseWalk.OfPerson(Association, "hash", null, stage), new CaseWalk.OfPerson(Association, null, "+966500000000", stage), new CaseWalk.Waiting(Association, stage)];
        foreach (var way in ways.Select(way => way with { And = Everything }))
        {
            var plan = await QueryPlan.OfAsync(context, CaseListSql.Page([way], Paging.Of(2, 50)));

            Assert.False(FullScan().IsMatch(plan), $"{way}\n{plan}");
        }
    }

    [Theory]
    [InlineData("alpha", null)]
    [InlineData("fam", null)]
    [InlineData("alpha fam", "Verification")]
    [InlineData("", null)]
    [InlineData("", "Reception")]
    public async Task Whatever_way_is_taken_a_filter_leaves_the_same(string typed, string? stage)
    {
        await using var context = many.Database.Read();
        var walk = (await CaseSearch.ChooseAsync(context, Association, stage, SearchTerm.Of(ArabicText.Fold(typed)), default))!;
        var (from, to) = (new DateTimeOffset(3_000, TimeSpan.Zero), new DateTimeOffset(11_000, TimeSpan.Zero));
        var narrowed = walk with { And = new() { Channel = "phone", OpenedFrom = from, OpenedBefore = to } };
        var expected = many.Newest(typed, stage).Where(id => 1000 + ((int.Parse(id[5..], CultureInfo.InvariantCulture) - 100000) / 2) is >= 3_000 and < 11_000).ToList();

        Assert.NotEmpty(expected);
        Assert.Equal(expected.Take(50), await IdsAsync(context, narrowed, 1));
        Assert.Empty(await IdsAsync(context, walk with { And = new() { Channel = "letter" } }, 1));
        Assert.Empty(await IdsAsync(context, walk with { And = new() { Step = "CaseWorkflows.VerifyInformation" } }, 1));
    }

    private static readonly CaseConditions Everything = new()
    {
        Result = "Served", Service = "s1", Channel = "phone", Branch = "b", Step = "CaseWorkflows.VerifyInformation", DueBy = DateTimeOffset.UnixEpoch, OpenedFrom = DateTimeOffset.MinValue, OpenedBefore = DateTimeOffset.MaxValue,
    };

    private static string Told(CaseWalk walk) => walk switch
    {
        CaseWalk.Staged staged => $"stage {staged.Stage}",
        CaseWalk.Worded { From: CaseWordRow.Every } => "every case",
        CaseWalk.Worded { IsInOrder: true } worded => worded.From,
        CaseWalk.Worded worded => $"{worded.From}..",
        _ => walk.ToString(),
    };

    private static Task<List<string>> IdsAsync(CaseDbContext context, CaseWalk walk, int page)
    {
        var sql = CaseListSql.Page([walk], Paging.Of(page, 50));
        return context.Database.SqlQueryRaw<string>(sql.Text, sql.Values).ToListAsync();
    }

    private static async Task<int> CountAsync(CaseDbContext context, CaseWalk walk)
    {
        var sql = CaseListSql.Count([walk], 1001);
        return (await context.Database.SqlQueryRaw<int>(sql.Text, sql.Values).ToListAsync()).Single();
    }

    [GeneratedRegex(@"Seq Scan|SCAN (cases|case_words|applicants|user_tasks|[acstwx])\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FullScan();

    /// <summary>More cases than are worth sorting: a third of them alpha, the rest beta; five thousand families; one in ten in reception, all in the older half.</summary>
    public sealed class ManyCases : IAsyncLifetime
    {
        private const int Count = 25_000;

        private static readonly string Rows = FormattableString.Invariant($"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {Count - 1}),
            one(i, given, family, name) AS (SELECT i, CASE WHEN i % 3 = 0 THEN 'alpha' ELSE 'beta' END, CASE WHEN i % 5000 = 4999 THEN 'seldom' ELSE 'fam' || (i % 5000) END, '' FROM n)
            """);

        internal TestDatabase Database { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Database = await TestDatabase.CreateAsync();
            await Database.ExecuteAsync("INSERT INTO applicants (id, association_key, full_name, folded_name, created_at) VALUES ('somebody', 'natiq', 'n', 'n', 1)");
            await Database.ExecuteAsync($"""
                INSERT INTO cases (id, association_key, number, service, channel, stage, applicant_id, definition_id, definition_version_id, workflow_instance_id, opened_at, opened_by,
                    updated_at, history_seq, history_hash, revision)
                {Rows} SELECT 'case-' || (100000 + i), '{Association}', 'n' || i, 's' || i, 'phone', CASE WHEN i % 5 = 0 AND i < {Count / 2} THEN 'Reception' ELSE 'Verification' END, 'somebody', 'd', 'd1',
                    'w' || i, 1000 + i / 2, 'x', 1, 1, 'h', 1 FROM one
                """);
            foreach (var word in new[] { "given", "family", "''" })
            {
                await Database.ExecuteAsync($"""
                    INSERT INTO case_words (association_key, word, opened_at, case_id, name)
                    {Rows} SELECT '{Association}', {word}, 1000 + i / 2, 'case-' || (100000 + i), ' ' || given || ' ' || family || ' ' FROM one
                    """);
            }

            await Database.ExecuteAsync("ANALYZE");
        }

        public async Task DisposeAsync() => await Database.DisposeAsync();

        /// <summary>Every id that should be found, worked out without an index.</summary>
        internal List<string> Newest(string typed, string? stage)
        {
            var words = typed.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return [.. Enumerable.Range(0, Count).Reverse()
                .Where(i => stage is null || stage == (i % 5 == 0 && i < Count / 2 ? "Reception" : "Verification"))
                .Where(i => words.Select((word, place) => (word, IsLast: place == words.Length - 1)).All(asked => Name(i).Any(has => asked.IsLast ? has.StartsWith(asked.word, StringComparison.Ordinal) : has == asked.word)))
                .Select(i => string.Create(CultureInfo.InvariantCulture, $"case-{100000 + i}"))];
        }

        private static string[] Name(int i) => [i % 3 == 0 ? "alpha" : "beta", i % 5000 == 4999 ? "seldom" : string.Create(CultureInfo.InvariantCulture, $"fam{i % 5000}")];
    }
}
