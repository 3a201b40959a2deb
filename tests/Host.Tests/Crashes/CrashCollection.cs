namespace CaseWorkflows.Host.Tests.Crashes;

/// <summary>Tests that start and kill real processes: one after the other, as each has its machine full; beside the others, as much of that is waiting.</summary>
[CollectionDefinition(Name)]
public sealed class CrashCollection
{
    public const string Name = "Crashes";
}
