using System.Collections.Concurrent;
using System.Diagnostics;

namespace CaseWorkflows.Bench;

/// <summary>What the desk's pages take among thousands of open tasks: of one person after another, then of many at once who read what they open.</summary>
internal sealed class Desk(Report report, string kind, int tasks, int people, TimeSpan time)
{
    private const int Rounds = 60;

    /// <summary>How long somebody reads a page before the next, in milliseconds.</summary>
    private static readonly (int Least, int Most) Pause = (1000, 5000);

    public async Task RunAsync()
    {
        await using var database = await BenchDatabase.CreateAsync(kind);
        await using var host = await DeskHost.StartAsync(database);
        var watch = Stopwatch.StartNew();
        var names = await host.HireAsync(people);
        await host.OpenCasesAsync(tasks);
        Report.Line(FormattableString.Invariant($"{people} people and {tasks} cases in {watch.Elapsed.TotalSeconds:0} s"));

        var (times, errors, staff) = (new ConcurrentDictionary<string, ConcurrentBag<double>>(StringComparer.Ordinal), new ConcurrentBag<string>(), new List<DeskPerson>());
        for (var number = 0; number < people; number++)
        {
            var person = new DeskPerson(number, times, errors);
            await person.SignInAsync(names[number]);
            staff.Add(person);
        }

        for (var round = 0; round < 2 * Rounds; round++)
        {
            if (round == Rounds)
            {
                times.Clear(); // before, the compiler is measured
            }

            await staff[round % people].WorkAsync((0, 0));
        }

        Tell("alone", times);
        times.Clear();
        var (busy, before) = (Stopwatch.StartNew(), staff.Sum(person => person.Done));
        await Task.WhenAll(staff.Select(async person =>
        {
            await person.ArriveAsync(Pause.Most);
            while (busy.Elapsed < time)
            {
                await person.WorkAsync(Pause);
            }
        }));
        Tell($"{people} at once", times);
        report.Figure("requests", times.Sum(page => page.Value.Count), "");
        report.Figure("tasks ended", staff.Sum(person => person.Done) - before, "");
        report.Figure("errors", errors.Count, "");
        foreach (var error in errors.Take(5))
        {
            Report.Line(error);
        }

        staff.ForEach(person => person.Dispose());
        report.Save();
    }

    private void Tell(string how, ConcurrentDictionary<string, ConcurrentBag<double>> times)
    {
        foreach (var (page, took) in times.Where(page => page.Key != "sign-in").OrderBy(page => page.Key, StringComparer.Ordinal))
        {
            report.Times($"{page}, {how}", [.. took]);
        }

        report.Times($"everything, {how}", [.. times.Where(page => page.Key != "sign-in").SelectMany(page => page.Value)]);
    }
}
