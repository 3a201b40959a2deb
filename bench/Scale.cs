using System.Data.Common;
using System.Diagnostics;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tasks;

namespace CaseWorkflows.Bench;

/// <summary>What pages and resumes take among a great many cases, and the same resume in a database with hardly any, in turn, so that both meet the same neighbours.</summary>
internal sealed class Scale(Report report, string kind, int cases, int tasks)
{
    private const int Originals = 2000;
    private const int Resumes = 1000;
    private const int Looks = 300;
    private readonly Names _names = new(11);

    public async Task RunAsync()
    {
        await using var many = await BenchDatabase.CreateAsync(kind);
        await using var few = await BenchDatabase.CreateAsync(kind);
        await using (var host = await BenchHost.StartAsync(many, OfficeProcedure.Definition()))
        {
            await MakeOriginalsAsync(new OfficeStaff(host));
        }

        await Clones.FillAsync(many, cases, tasks);
        await using var full = await BenchHost.StartAsync(many, OfficeProcedure.Definition());
        await using var empty = await BenchHost.StartAsync(few, OfficeProcedure.Definition());
        report.Figure("cases", cases, "cases");
        report.Figure("size of the database", await full.SizeAsync() / 1048576.0, "MB");
        await LooksAsync(new OfficeStaff(full), full);
        await ResumesAsync(full, empty);
        report.Save();
    }

    /// <summary>Cases at every place a case can be at, some claimed, most of them over.</summary>
    private async Task MakeOriginalsAsync(OfficeStaff staff)
    {
        for (var number = 0; number < Originals; number++)
        {
            var id = await staff.OpenAsync(_names.Next());
            var steps = number % 5 == 0 ? number / 5 % OfficeProcedure.Steps.Count : OfficeProcedure.Steps.Count;
            await staff.DoAsync(id, steps, "person-0");
            if (number % 15 == 0 && steps < OfficeProcedure.Steps.Count)
            {
                await staff.ClaimAsync(await staff.OpenTaskOfAsync(id), OfficeProcedure.Steps[steps].Role, "person-0");
            }
        }
    }

    private async Task LooksAsync(OfficeStaff staff, BenchHost host)
    {
        var ids = await ReadAsync(host, $"SELECT id, number FROM cases WHERE number LIKE '%7{Originals % 7}%' LIMIT 5000");
        (string, string) Any() => ids[_names.Below(ids.Count)];
        string Person() => FormattableString.Invariant($"person-{_names.Below(Clones.People)}");
        Role AnyRole() => OfficeProcedure.Steps[_names.Below(OfficeProcedure.Steps.Count)].Role;
        await LookAsync("inbox of a role, page 1", () => staff.InboxAsync(staff.As(AnyRole()), TaskScope.Available, 1));
        await LookAsync("inbox of a role, page 20", () => staff.InboxAsync(staff.As(AnyRole()), TaskScope.Available, 20));
        await LookAsync("inbox of a person", () => staff.InboxAsync(staff.As(AnyRole(), Person()), TaskScope.Mine, 1));
        await LookAsync("inbox, everything open, page 1", () => staff.InboxAsync(staff.As(AnyRole()), TaskScope.All, 1));
        await LookAsync("inbox, everything open, page 20", () => staff.InboxAsync(staff.As(AnyRole()), TaskScope.All, 20));
        await LookAsync("cases, page 1", () => staff.CasesAsync(null));
        await LookAsync("cases of a stage, page 1", () => staff.CasesAsync(null, stage: "Closed"));
        await LookAsync("cases, page 20", () => staff.CasesAsync(null, 20));
        await LookAsync("search, a common word", () => staff.CasesAsync(Names.Common));
        await LookAsync("search, a common word, page 20", () => staff.CasesAsync(Names.Common, 20));
        await LookAsync("search, a common word in a stage", () => staff.CasesAsync(Names.Common, stage: "Reception"));
        await LookAsync("search, a family", () => staff.CasesAsync(_names.Family()));
        await LookAsync("search, a rare word", () => staff.CasesAsync(_names.Rare()));
        await LookAsync("search, given name and family", () => staff.CasesAsync($"{_names.Given()} {_names.Family()}"));
        await LookAsync("search, family and given name", () => staff.CasesAsync($"{_names.Family()} {_names.Given()}"));
        await LookAsync("search, three words", () => staff.CasesAsync($"{_names.Given()} {_names.Given()} {_names.Family()}"));
        await LookAsync("search, one letter", () => staff.CasesAsync(_names.Given()[..1]));
        await LookAsync("search, two letters", () => staff.CasesAsync(_names.Given()[..2]));
        await LookAsync("search, three letters", () => staff.CasesAsync(_names.Given()[..3]));
        await LookAsync("search, a family's first letters", () => staff.CasesAsync(_names.Family()[..4]));
        await LookAsync("search, given name and a letter", () => staff.CasesAsync($"{_names.Given()} {_names.Family()[..3]}"));
        await LookAsync("search, a word nobody has", () => staff.CasesAsync("زكخغ"));
        await LookAsync("search, a case number", () => staff.CasesAsync(Any().Item2));
        await LookAsync("history of a case", () => staff.HistoryAsync(Any().Item1));
    }

    private async Task LookAsync<T>(string what, Func<Task<T>> look)
    {
        for (var warm = 0; warm < 100; warm++)
        {
            await look();
        }

        var times = new List<double>();
        for (var time = 0; time < Looks; time++)
        {
            times.Add(await TakesAsync(look));
        }

        report.Times(what, times);
    }

    private async Task ResumesAsync(BenchHost full, BenchHost empty)
    {
        var (there, here) = (new OfficeStaff(full), new OfficeStaff(empty));
        for (var number = 0; number < 2 * Resumes; number++)
        {
            await here.ClaimAsync(await here.OpenTaskOfAsync(await here.OpenAsync(_names.Next())), OfficeProcedure.Steps[0].Role, "person-0");
        }

        const string Claimed = "SELECT id, assignee FROM user_tasks WHERE status = 'Claimed' AND activity_id = 'receive'";
        var (old, fresh) = (await ReadAsync(full, Claimed), await ReadAsync(empty, Claimed));
        var (among, alone) = (new List<double>(), new List<double>());
        var rounds = Math.Min(2 * Resumes, Math.Min(old.Count, fresh.Count));
        for (var round = 0; round < rounds; round++)
        {
            var (slow, quick) = (await CompleteOneAsync(there, old), await CompleteOneAsync(here, fresh));
            if (round >= rounds / 2) // before, the compiler is measured
            {
                among.Add(slow);
                alone.Add(quick);
            }
        }

        Compare("resume of an old case", among, alone);
        (among, alone) = ([], []);
        for (var round = 0; round < Resumes; round++)
        {
            among.Add(await CompleteNewAsync(there));
            alone.Add(await CompleteNewAsync(here));
        }

        Compare("resume of a new case", among, alone);
    }

    private void Compare(string what, List<double> among, List<double> alone)
    {
        report.Times(what, among);
        report.Times($"{what}, in the empty database", alone);
        report.Figure($"{what}, median as many times that of the empty database", Rates.At(among, 0.5) / Rates.At(alone, 0.5), "x");
        report.Figure($"{what}, p95 as many times that of the empty database", Rates.At(among, 0.95) / Rates.At(alone, 0.95), "x");
    }

    /// <summary>The first step of a case that was opened for it.</summary>
    private async Task<double> CompleteNewAsync(OfficeStaff staff)
    {
        var task = await staff.OpenTaskOfAsync(await staff.OpenAsync(_names.Next()));
        await staff.ClaimAsync(task, OfficeProcedure.Steps[0].Role, "person-0");
        return await CompleteOneAsync(staff, [(task, "person-0")]);
    }

    /// <summary>Anybody's claimed task, each once.</summary>
    private async Task<double> CompleteOneAsync(OfficeStaff staff, List<(string Id, string Person)> claimed)
    {
        var place = _names.Below(claimed.Count);
        var (id, person) = claimed[place];
        claimed.RemoveAt(place);
        return await TakesAsync(async () =>
        {
            await staff.CompleteAsync(id, OfficeProcedure.Steps[0].Role, person);
            return 0;
        });
    }

    private static async Task<double> TakesAsync<T>(Func<Task<T>> act)
    {
        var started = Stopwatch.GetTimestamp();
        _ = await act();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task<List<(string, string)>> ReadAsync(BenchHost host, string sql)
    {
        await using var connection = await host.OpenReaderAsync();
        await using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 0);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<(string, string)>();
        while (await reader.ReadAsync())
        {
            rows.Add((reader.GetString(0), reader.GetString(1)));
        }

        return rows;
    }
}
