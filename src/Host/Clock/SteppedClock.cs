namespace CaseWorkflows.Host.Clock;

/// <summary>A clock that stands still until it is moved, for walking a case through months in a moment.</summary>
internal sealed class SteppedClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Moves on to an instant; never back.</summary>
    public void MoveTo(DateTimeOffset instant) => _now = instant > _now ? instant : _now;

    public void Pass(TimeSpan span) => MoveTo(_now + span);
}
