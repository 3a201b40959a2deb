using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Engine.Signals;

/// <summary>Sent upward by an activity that completed.</summary>
public sealed record ActivityCompleted(object? Result);

/// <summary>Sent upward by an activity that was cancelled.</summary>
public sealed record CancelSignal;

/// <summary>Asks the nearest composite to complete.</summary>
public sealed record CompleteCompositeSignal(Outcomes Outcomes);

/// <summary>Stops the nearest loop.</summary>
public sealed record BreakSignal;
