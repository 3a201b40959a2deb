using System.Text.Json.Nodes;
using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Activities.Tasks;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Activities.Rehearsals;

/// <summary>
/// Plays made-up cases through a procedure on a clock of their own, so that a designer sees what a change does to waiting and work before anybody is touched by it.
/// The real engine runs the real steps; what they ask for is counted, never carried out. Pure: the same arguments give the same figures.
/// </summary>
public sealed class Rehearsal
{
    /// <summary>After so long a case counts as unfinished.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(5 * 365);

    private const int MostBursts = 400;
    private static readonly TimeSpan ProgramsTake = TimeSpan.FromHours(1);

    private readonly WorkflowGraph _graph;
    private readonly OfficeHours _hours;
    private readonly RehearsalAssumptions _assume;
    private readonly Luck _luck;
    private readonly Desks _desks;
    private readonly RehearsalRecord _record;
    private readonly PriorityQueue<Happening, (DateTimeOffset At, long Order)> _agenda = new();
    private long _order;

    private Rehearsal(WorkflowGraph graph, WorkflowDefinition definition, OfficeHours hours, RehearsalAssumptions assume)
        => (_graph, _hours, _assume, _luck, _desks, _record) = (graph, hours, assume, new(assume.Seed), new(hours, assume.People), new(definition));

    /// <summary>Plays all cases to their ends.</summary>
    /// <param name="graph">The version, with the services its activities need.</param>
    /// <param name="definition">The same version as written, for the names of its steps.</param>
    /// <param name="hours">When people work.</param>
    /// <param name="assume">Who comes, who works, and how it turns out.</param>
    /// <param name="start">When the first case comes in, or the next opening after it.</param>
    /// <param name="ct">Gives up between two happenings.</param>
    public static RehearsalResult Run(
        WorkflowGraph graph, WorkflowDefinition definition, OfficeHours hours, RehearsalAssumptions assume, DateTimeOffset start, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(assume.Cases, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(assume.Cases, RehearsalAssumptions.MostCases);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(assume.ArrivalsPerWorkingDay);
        return new Rehearsal(graph, definition, hours, assume).Run(hours.NextOpen(start), ct);
    }

    private RehearsalResult Run(DateTimeOffset start, CancellationToken ct)
    {
        var arrives = start;
        for (var number = 0; number < _assume.Cases; number++)
        {
            Plan(arrives, new(number, null, null));
            arrives = _hours.Add(arrives, _hours.Day / _assume.ArrivalsPerWorkingDay);
        }

        var (cases, last) = (new RehearsedCase[_assume.Cases], start);
        while (_agenda.TryDequeue(out var next, out var when))
        {
            ct.ThrowIfCancellationRequested();
            if (next.BookmarkId is null)
            {
                cases[next.Case] = Open(next.Case, when.At);
            }
            else if (cases[next.Case] is { Bursts: < MostBursts } @case && when.At - @case.Opened <= Patience)
            {
                GoOn(@case, next, when.At);
                last = when.At;
            }
        }

        return _record.Result(cases, _desks.Loads(start, last));
    }

    private RehearsedCase Open(int number, DateTimeOffset now)
    {
        var @case = new RehearsedCase(number, now, WorkflowState.New($"rehearsal-{number}", _graph, now));
        var input = new JsonObject
        {
            [CaseProperties.CaseId] = @case.State.Id,
            [CaseProperties.CaseNumber] = @case.State.Id,
            [CaseProperties.Channel] = OneOf(_assume.Channels, number, "channel"),
            [CaseProperties.Service] = OneOf(_assume.Services, number, "service"),
        };
        Apply(@case, Interpreter.Step(_graph, @case.State, new Stimulus.Start(input), now), now);
        return @case;
    }

    private void GoOn(RehearsedCase @case, Happening next, DateTimeOffset now)
    {
        // A task taken back meanwhile, or an alarm that was set anew, is nobody's any more.
        if (@case.State.Bookmarks.All(bookmark => bookmark.Id != next.BookmarkId))
        {
            return;
        }

        if (next.Answer is { } answer && @case.OpenTasks.TryGetValue(next.BookmarkId!, out var open))
        {
            _record.Done(@case, open.Task, open.At, answer.Action, now);
            @case.OpenTasks.Remove(next.BookmarkId!);
        }

        Apply(@case, Interpreter.Step(_graph, @case.State, new Stimulus.ResumeBookmark(next.BookmarkId!, next.Answer?.ToInput()), now), now);
    }

    private void Apply(RehearsedCase @case, StepResult result, DateTimeOffset now)
    {
        @case.State = result.State;
        @case.Bursts++;
        foreach (var gone in result.BurnedBookmarkIds)
        {
            if (@case.OpenTasks.Remove(gone, out var open))
            {
                _record.Done(@case, open.Task, open.At, null, now); // the clock ended it
            }
        }

        foreach (var bookmark in result.CreatedBookmarks)
        {
            if (bookmark.DueAt is { } due)
            {
                Plan(due, new(@case.Number, bookmark.Id, null));
            }
            else if (bookmark.Name == RunTask.BookmarkName)
            {
                Plan(now + ProgramsTake, new(@case.Number, bookmark.Id, null));
            }
        }

        foreach (var effect in result.Effects)
        {
            switch (effect)
            {
                case TaskOpened task:
                    WorkOn(@case, task, now);
                    break;
                case CaseClosed closed when @case.Closed is null:
                    (@case.Closed, @case.Result) = (now, closed.Result.ToString());
                    break;
            }
        }

        _record.Failed(result.NewIncidents);
    }

    /// <summary>Somebody takes the task as soon as they are free, and ends it when the work is done, others have replied, and it may be ended.</summary>
    private void WorkOn(RehearsedCase @case, TaskOpened task, DateTimeOffset now)
    {
        var (type, visit) = (task.Origin.ActivityType, @case.NextVisit(task.Origin.ActivityType));
        var usual = _assume.Steps.GetValueOrDefault(type, RehearsalAssumptions.OrdinaryStep);
        double Draw(int question) => _luck.Draw(@case.Number, type, visit, question);

        @case.OpenTasks[task.BookmarkId] = (task, now);
        var average = usual.Outcomes.Count == 0 ? 1 : usual.Outcomes.Values.Average();
        var ways = task.Actions.Select(action => (action.Name, usual.Outcomes.GetValueOrDefault(action.Name, average))).ToList();
        if (Luck.Choose(Draw(0), ways) is not { } chosen || _desks.Take(task.CandidateRoles, task.ExcludedUsers, now, usual.Work * (0.5 + Draw(1))) is not { } taken)
        {
            return; // nobody may do it: the case stands, and the record says so at the end
        }

        var action = task.Actions.First(offered => offered.Name == chosen);
        var replied = usual.Reply * Math.Min(5, -Math.Log(1 - Draw(2)));
        var ends = replied > TimeSpan.Zero ? _hours.NextOpen(taken.DoneAt + replied) : taken.DoneAt;
        if (action.NotBefore is { } notBefore && notBefore > ends)
        {
            ends = _hours.NextOpen(notBefore);
        }

        Plan(ends, new(@case.Number, task.BookmarkId, new TaskAnswer(chosen, taken.Person, action.NeedsReason ? "-" : null, Data(action, Draw(3)))));
    }

    private static JsonObject? Data(TaskAction action, double draw) => action.NeedsData.Count == 0 ? null
        : new(action.NeedsData.Select(name => KeyValuePair.Create(name, (JsonNode?)JsonValue.Create(1 + (int)(draw * 5)))));

    private string? OneOf(IReadOnlyList<string> from, int @case, string question) => Luck.Choose(_luck.Draw(@case, question, 0, 0), [.. from.Select(name => (name, 1.0))]);

    private void Plan(DateTimeOffset at, Happening happening) => _agenda.Enqueue(happening, (at, _order++));

    /// <param name="Case">Whose.</param>
    /// <param name="BookmarkId">What is answered; null when the case comes in.</param>
    /// <param name="Answer">What a person answers; null for the clock.</param>
    private readonly record struct Happening(int Case, string? BookmarkId, TaskAnswer? Answer);
}
