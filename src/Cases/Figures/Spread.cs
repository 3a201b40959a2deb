namespace CaseWorkflows.Cases.Figures;

/// <summary>Figures over times.</summary>
public static class Spread
{
    /// <summary>The smallest of the times that so large a share of them does not exceed: 0.5 gives the median, 0.9 what nine in ten stay under. Zero of none.</summary>
    /// <param name="times">In any order.</param>
    /// <param name="share">Above 0, at most 1.</param>
    public static TimeSpan Share(IEnumerable<TimeSpan> times, double share)
    {
        var sorted = times.Order().ToArray();
        return sorted.Length == 0 ? TimeSpan.Zero : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
