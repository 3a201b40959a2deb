using System.Collections.Immutable;
using System.Text.Json;
using CaseWorkflows.Cases.Lifecycle;

namespace CaseWorkflows.Cases.History;

/// <summary>A task of a case as it stood at a moment.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ActivityId">The step it is for.</param>
/// <param name="ActivityType">That step's type.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="Condition">How it stood.</param>
public sealed record TaskAsOf(string Id, string? ActivityId, string? ActivityType, DateTimeOffset OpenedAt, TaskCondition Condition);

/// <summary>
/// A case as it stood at a moment, from its events alone: no other table is asked. The latest moment is the present, and equals what is stored.
/// </summary>
public sealed record CaseAsOf
{
    /// <summary>Before its first event.</summary>
    public static readonly CaseAsOf Nothing = new();

    /// <summary>The number of the last event that counts; 0 before the first.</summary>
    public long Seq { get; init; }

    /// <summary>When that happened; null before the first.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The stage it was in; the first stage before the first event.</summary>
    public CaseStage Stage { get; init; }

    /// <summary>The version of the procedure it ran on; null before the first event.</summary>
    public string? DefinitionVersion { get; init; }

    /// <summary>How it ended; null while it was open.</summary>
    public CaseResult? Result { get; init; }

    /// <summary>When it was closed; null while it was open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>When the applicant was told of the study; null until then.</summary>
    public DateTimeOffset? InformedAt { get; init; }

    /// <summary>The number it was registered under; null until then.</summary>
    public string? RegistrationNumber { get; init; }

    /// <summary>How content the person was, 1 to 5; null until asked.</summary>
    public int? SatisfactionScore { get; init; }

    /// <summary>All tasks there ever were until then, by id.</summary>
    public ImmutableSortedDictionary<string, TaskAsOf> Tasks { get; init; } = ImmutableSortedDictionary<string, TaskAsOf>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>How far the procedure had come.</summary>
    public StepsMoved Steps { get; init; } = new([], [], [], []);

    /// <summary>The case after its events, in order, up to and including a moment.</summary>
    /// <param name="events">One case's, oldest first.</param>
    /// <param name="moment">Later ones do not count; null for the present.</param>
    public static CaseAsOf Of(IEnumerable<CaseEvent> events, DateTimeOffset? moment = null)
        => events.TakeWhile(next => moment is null || next.At <= moment).Aggregate(Nothing, (before, next) => before.After(next));

    /// <summary>False for a history that began before events told what moved: it cannot be rebuilt.</summary>
    public static bool IsTold(IReadOnlyList<CaseEvent> events) => events is [{ Channel: not null }, ..];

    /// <summary>The case after one more event.</summary>
    public CaseAsOf After(CaseEvent next)
    {
        using var data = next.Data is null ? null : JsonDocument.Parse(next.Data);
        var (moved, task) = data is null ? default : (CaseMove.Of(data.RootElement), TaskMove.Of(data.RootElement));
        var after = this with
        {
            Seq = next.Seq, At = next.At, DefinitionVersion = next.DefinitionVersion ?? DefinitionVersion,
            Tasks = task is null ? Tasks : Tasks.SetItem(task.Id, Tasks.TryGetValue(task.Id, out var known)
                ? known with { Condition = task.After, ActivityId = next.ActivityId ?? known.ActivityId }
                : new(task.Id, next.ActivityId, next.ActivityType, next.At, task.After)),
        };
        return moved is null ? after : after with
        {
            Stage = moved.Stage?.To ?? Stage,
            Result = moved.Result ?? Result,
            ClosedAt = moved.Result is null ? ClosedAt : next.At,
            InformedAt = moved.InformedAt ?? InformedAt,
            RegistrationNumber = moved.RegistrationNumber ?? RegistrationNumber,
            SatisfactionScore = moved.SatisfactionScore ?? SatisfactionScore,
            Steps = moved.Steps is null ? Steps : Steps.Then(moved.Steps),
        };
    }
}
