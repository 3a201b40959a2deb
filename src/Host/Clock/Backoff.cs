namespace CaseWorkflows.Host.Clock;

/// <summary>How long what could not be done is left alone before it is tried again.</summary>
internal static class Backoff
{
    private const int First = 5;
    private const int Longest = 3600;

    /// <summary>5 s, 10 s, 20 s … up to an hour.</summary>
    /// <param name="failures">How often it had failed before this time; 0 at first.</param>
    public static TimeSpan After(int failures) => TimeSpan.FromSeconds(Math.Min(First * Math.Pow(2, Math.Min(failures, 10)), Longest));
}
