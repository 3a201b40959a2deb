using System.Globalization;
using CaseWorkflows.Activities.Rehearsals;

namespace CaseWorkflows.Host.Rehearsals;

/// <summary>A rehearsal's figures as lines for a terminal.</summary>
internal static class RehearsalText
{
    private const int WidestBar = 40;

    public static IEnumerable<string> Lines(string name, RehearsalAssumptions assume, RehearsalResult result) =>
    [
        $"{name}: {result.Cases} cases, {Number(assume.ArrivalsPerWorkingDay)} a working day, seed {assume.Seed}",
        .. result.LeadTime is { } times ? LeadTime(times) : ["  no case came to an end"],
        $"  ended     {string.Join(", ", result.Ends.Select(end => $"{end.Result} {Share(end.Cases, result.Cases)}"))}{(result.Unfinished > 0 ? $", never {Share(result.Unfinished, result.Cases)}" : "")}",
        .. result.Troubles.Select(trouble => $"  trouble   {trouble.Cases} × {trouble.Code} {trouble.Label} {trouble.Message}"),
        "  waiting for somebody to begin",
        .. result.Roles.Select(role => $"    {role.Role,-26} {role.People} people {role.Tasks,6} tasks   mean {Time(role.MeanWait),8}   9 in 10 {Time(role.NineInTenWait),8}   busy {role.Busy.ToString("P0", CultureInfo.InvariantCulture)}"),
        $"  ways taken, {result.DifferentPaths} different",
        .. result.Paths.Select(path => $"    {Share(path.Cases, result.Cases),5}  {Time(path.Median),8}  {string.Join(" › ", path.Steps.Select(step => step.Outcome is null ? step.Label : $"{step.Label}: {step.Outcome}"))}"),
        ""];

    private static IEnumerable<string> LeadTime(LeadTimes times)
    {
        yield return $"  lead time shortest {Time(times.Shortest)}, half within {Time(times.Median)}, 9 in 10 within {Time(times.NineInTen)}, longest {Time(times.Longest)}";
        var most = times.Weeks.Max();
        for (var week = 0; week < times.Weeks.Count; week++)
        {
            if (times.Weeks[week] > 0)
            {
                yield return $"    week {week + 1,3} {new string('█', Math.Max(1, times.Weeks[week] * WidestBar / most))} {times.Weeks[week]}";
            }
        }
    }

    private static string Share(int part, int whole) => ((double)part / whole).ToString("P0", CultureInfo.InvariantCulture);

    private static string Time(TimeSpan time) => time.TotalDays >= 2 ? $"{Number(time.TotalDays)} d" : $"{Number(time.TotalHours)} h";

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
