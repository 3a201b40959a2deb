namespace CaseWorkflows.Engine.Exploration;

/// <summary>Watches what happens on a path and says when something is wrong. Remembers only what fits into one number.</summary>
public interface IPathMonitor
{
    /// <summary>What <see cref="Next"/> answers when the path is at fault.</summary>
    const long Violated = -1;

    /// <summary>What it remembers at the beginning.</summary>
    long Begin => 0;

    /// <summary>What it remembers after this happened, or <see cref="Violated"/>. Must not depend on anything else.</summary>
    long Next(long memory, Happening happening);

    /// <summary>True when the path may not end here, after the run is over.</summary>
    bool ForbidsEnd(long memory) => false;
}
