using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Memory;
using CaseWorkflows.Engine.Options;

namespace CaseWorkflows.Engine.Execution;

/// <summary>One activity waiting its turn within a burst.</summary>
/// <param name="Activity">What to run.</param>
/// <param name="Owner">Who scheduled it; null for the workflow itself.</param>
/// <param name="Existing">The context to go on with when resuming.</param>
/// <param name="Delegate">What to call instead of the activity's own execute when resuming.</param>
/// <param name="Tag">Handed to the owner on completion.</param>
/// <param name="Input">Facts for this one execution.</param>
/// <param name="Variables">Extra variables for its scope.</param>
/// <param name="ResumedBookmark">The bookmark that brought it here.</param>
/// <param name="SkippedWith">Not to be run at all: it counts as completed with those.</param>
internal sealed record ActivityWorkItem(
    IActivity Activity,
    ActivityExecutionContext? Owner,
    ActivityExecutionContext? Existing = null,
    ExecuteActivityDelegate? Delegate = null,
    JsonNode? Tag = null,
    JsonObject? Input = null,
    ICollection<Variable>? Variables = null,
    State.Bookmark? ResumedBookmark = null,
    Models.Outcomes? SkippedWith = null);
