namespace CaseWorkflows.Host.Tests.Crashes;

/// <summary>Tests that start, kill and time real processes: one after the other, and beside nothing else.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class CrashCollection
{
    public const string Name = "Crashes";
}
