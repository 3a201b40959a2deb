using CaseWorkflows.Cases.Figures;

namespace CaseWorkflows.Activities.Rehearsals;

/// <summary>Figures over times.</summary>
internal static class Statistics
{
    /// <summary>Zero of none.</summary>
    public static TimeSpan Mean(IReadOnlyCollection<TimeSpan> times) => times.Count == 0 ? TimeSpan.Zero : TimeSpan.FromTicks((long)times.Average(time => time.Ticks));

    /// <summary>Null of none.</summary>
    public static LeadTimes? LeadTimes(IReadOnlyCollection<TimeSpan> times)
    {
        if (times.Count == 0)
        {
            return null;
        }

        var weeks = new int[(int)(times.Max().TotalDays / 7) + 1];
        foreach (var time in times)
        {
            weeks[(int)(time.TotalDays / 7)]++;
        }

        return new(times.Min(), Spread.Share(times, 0.5), Mean(times), Spread.Share(times, 0.9), times.Max(), weeks);
    }
}
