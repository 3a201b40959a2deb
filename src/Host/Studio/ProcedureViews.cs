using CaseWorkflows.Activities.Guard;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Engine.Definitions.Differences;

namespace CaseWorkflows.Host.Studio;

/// <summary>What every page of ours about a procedure shows above its content.</summary>
public abstract record ProcedureView(string Association, LocalizedText AssociationName, string DefinitionId, string Name)
{
    /// <summary>True when the caller sees procedures of more than one association.</summary>
    public bool CanChoose { get; init; }

    /// <summary>Of the editor; our pages lie below it.</summary>
    public string Address => $"/studio/{Association}/procedures/{Uri.EscapeDataString(DefinitionId)}";
}

/// <summary>A version held against the policy.</summary>
public sealed record CheckView(string Association, LocalizedText AssociationName, string DefinitionId, string Name, int Version, GuardReport Report)
    : ProcedureView(Association, AssociationName, DefinitionId, Name)
{
    public IReadOnlyList<ShownFinding> Findings { get; init; } = [];

    /// <summary>The procedure without a path on it; null when it cannot be read.</summary>
    public Drawing.Drawing? Whole { get; init; }
}

/// <summary>A finding with what the policy says and its path drawn.</summary>
public sealed record ShownFinding(GuardFinding Said, string? ClauseNumber, LocalizedText? ClauseText, Drawing.Drawing? Drawing);

/// <summary>All versions of a procedure.</summary>
public sealed record VersionsView(string Association, LocalizedText AssociationName, string DefinitionId, string Name, IReadOnlyList<ShownVersion> Versions)
    : ProcedureView(Association, AssociationName, DefinitionId, Name);

/// <summary>One version in the history.</summary>
/// <param name="Version">Its number.</param>
/// <param name="State">Key of the text for how it stands.</param>
/// <param name="Source">Key of the text for where it came from.</param>
/// <param name="RunningCases">How many run on it now.</param>
public sealed record ShownVersion(int Version, string State, string Source, int RunningCases)
{
    public DateTimeOffset At { get; init; }

    /// <summary>Who published it, or saved the draft; null for what came from a file.</summary>
    public string? By { get; init; }

    public string? Reason { get; init; }

    public string? BoardSession { get; init; }
}

/// <summary>Two versions side by side.</summary>
/// <param name="Versions">The numbers there are, newest first.</param>
/// <param name="From">The older.</param>
/// <param name="To">The newer.</param>
/// <param name="Difference">Null when one of them cannot be read.</param>
public sealed record CompareView(
    string Association, LocalizedText AssociationName, string DefinitionId, string Name, IReadOnlyList<int> Versions, int From, int To, DefinitionDifference? Difference)
    : ProcedureView(Association, AssociationName, DefinitionId, Name);
