namespace CaseWorkflows.Activities.Tests.Runs;

/// <summary>The keys of all associations whose procedure is on disk.</summary>
public sealed class EveryProcedure : TheoryData<string>
{
    /// <summary>Found by looking, so that a sixth association is tested the day its folder appears.</summary>
    public EveryProcedure()
        : base(Keys)
    {
    }

    public static IReadOnlyList<string> Keys { get; } =
        [.. Directory.GetDirectories(Path.Combine(ProcedureFile.Root, "workflows")).Where(folder => File.Exists(Path.Combine(folder, "association.json"))).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];
}
