namespace CaseWorkflows.Engine.Common;

/// <summary>The time as an activity may know it: the instant of its burst.</summary>
public interface ISystemClock
{
    DateTimeOffset UtcNow { get; }
}

internal sealed record BurstClock(DateTimeOffset UtcNow) : ISystemClock;
