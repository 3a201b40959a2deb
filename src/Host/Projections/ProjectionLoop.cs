using CaseWorkflows.Host.Clock;

namespace CaseWorkflows.Host.Projections;

/// <summary>Nobody wakes it: what is made from the events may be a second behind.</summary>
internal sealed class ProjectionSignal : WakeSignal;

/// <summary>Brings what is made from the events up to date every second.</summary>
internal sealed class ProjectionLoop(ProjectionRunner runner, ProjectionSignal signal, ILogger<ProjectionLoop> logger) : BackgroundLoop(signal, TimeSpan.FromSeconds(1), logger)
{
    protected override Task WorkAsync(CancellationToken ct) => runner.CatchUpAsync(ct);
}
