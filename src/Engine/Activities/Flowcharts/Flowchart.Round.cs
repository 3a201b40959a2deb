using System.Collections.Immutable;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.Options;

namespace CaseWorkflows.Engine.Activities.Flowcharts;

public sealed partial class Flowchart
{
    /// <summary>One walk outward from an activity that is done, cancelled or skipped.</summary>
    private sealed class Round
    {
        private readonly Flowchart _flowchart;
        private readonly ActivityExecutionContext _context;
        private readonly FlowGraph _graph;
        private readonly FlowScope _scope;
        private readonly bool _isOutermost;

        public Round(Flowchart flowchart, ActivityExecutionContext context)
        {
            (_flowchart, _context) = (flowchart, context);
            _graph = flowchart.GraphOf(context);
            _isOutermost = context.Walk is null;
            _scope = context.Walk ??= context.GetProperty<FlowScope>(ScopeProperty)?.Copy() ?? new FlowScope();
        }

        /// <summary>
        /// Marks every line out of the activity and schedules or skips what they lead to. True when something was scheduled.
        /// A walk that fails leaves no marks, so that it can be walked again. One that begins during another, because something is cancelled on the way,
        /// sees and makes the same marks.
        /// </summary>
        public async ValueTask<bool> LeaveAsync(IActivity activity, Outcomes outcomes, bool cameBack)
        {
            try
            {
                var scheduled = await WalkAsync(activity, outcomes, cameBack);
                _context.SetProperty(ScopeProperty, _isOutermost ? _scope : _scope.Copy());
                return scheduled;
            }
            finally
            {
                if (_isOutermost)
                {
                    _context.Walk = null;
                }
            }
        }

        private async ValueTask<bool> WalkAsync(IActivity activity, Outcomes outcomes, bool cameBack)
        {
            if (_graph.IsDangling(activity))
            {
                throw new InvalidOperationException($"Activity '{activity.Id}' cannot be reached from the start of the flowchart, so what follows it cannot be scheduled.");
            }

            if (!cameBack)
            {
                _scope.Visit(activity);
            }

            var scheduled = false;
            foreach (var connection in _graph.Outbound(activity))
            {
                var followed = outcomes.Contains(connection.Source.Port);
                _scope.Visit(connection, followed);
                scheduled |= _graph.IsBackward(connection)
                    ? followed && await GoBackAsync(connection)
                    : await ArriveAsync(connection);
            }

            return scheduled;
        }

        private async ValueTask<bool> GoBackAsync(Connection connection)
        {
            if (!_graph.IsLegalBackward(connection))
            {
                throw new InvalidOperationException(
                    $"The line back from '{connection.Source.Activity.Id}' to '{connection.Target.Activity.Id}' is not allowed: some path from the start reaches '{connection.Source.Activity.Id}' without passing '{connection.Target.Activity.Id}'.");
            }

            await ScheduleAsync(connection.Target.Activity, new() { [BackwardInput] = true });
            return true;
        }

        private ValueTask<bool> ArriveAsync(Connection connection)
        {
            var target = connection.Target.Activity;
            var inbound = _graph.ForwardInbound(target);
            return JoinModeOf(target) switch
            {
                FlowJoinMode.WaitAny => ArriveAtFirstComeAsync(connection, inbound),
                FlowJoinMode.WaitAll => ArriveWhenAllDecidedAsync(target, inbound, _scope.AllFollowed),
                _ => ArriveWhenAllDecidedAsync(target, inbound, _scope.AnyFollowed),
            };
        }

        private async ValueTask<bool> ArriveWhenAllDecidedAsync(
            IActivity target, ImmutableArray<Connection> inbound, Func<ImmutableArray<Connection>, IActivity, bool> goesOn)
        {
            if (!_scope.AllVisited(inbound, target))
            {
                return false;
            }

            return goesOn(inbound, target) ? await ScheduleAsync(target) : await SkipAsync(target);
        }

        private async ValueTask<bool> ArriveAtFirstComeAsync(Connection connection, ImmutableArray<Connection> inbound)
        {
            var target = connection.Target.Activity;
            var queued = _context.WorkflowExecutionContext.Scheduler.List()
                .Any(item => ReferenceEquals(item.Owner, _context) && ReferenceEquals(item.Activity, target));
            if (queued || _scope.IsLate(connection, target))
            {
                return false;
            }

            if (_scope.AnyFollowed(inbound, target))
            {
                await ScheduleAsync(target);
                await _flowchart.CancelAncestorsAsync(_context, target);
                return true;
            }

            return _scope.AllVisited(inbound, target) && await SkipAsync(target);
        }

        /// <summary>Dead-path elimination: whatever hangs on an untaken path alone is passed over, not waited for.</summary>
        private ValueTask<bool> SkipAsync(IActivity target) => WalkAsync(target, Outcomes.Empty, cameBack: false);

        private async ValueTask<bool> ScheduleAsync(IActivity target, Dictionary<string, object>? input = null)
        {
            await _context.ScheduleActivityAsync(target, new ScheduleWorkOptions { CompletionCallback = _flowchart.OnChildCompletedAsync, Input = input });
            return true;
        }

        private FlowJoinMode JoinModeOf(IActivity target)
            => target is FlowJoin join
                ? (FlowJoinMode)ExpressionEvaluator.Evaluate(join.Mode?.Expression, typeof(FlowJoinMode), _context)! // anew each time: variables change
                : FlowJoinMode.WaitAllActive;
    }

    /// <summary>Stops everything still under way on paths that lead to the activity. Side branches that do not lead there live on.</summary>
    internal async ValueTask CancelAncestorsAsync(ActivityExecutionContext flowchart, IActivity activity)
    {
        var ancestors = GraphOf(flowchart).Ancestors(activity);
        foreach (var child in flowchart.Children.Where(child => ancestors.Contains(child.Activity)).ToList())
        {
            await child.CancelActivityAsync();
        }
    }

    /// <summary>The lines as this run sees them, from the start it began with.</summary>
    private FlowGraph GraphOf(ActivityExecutionContext flowchart)
    {
        var startId = flowchart.GetProperty<string>(StartProperty);
        return GraphFrom(Activities.FirstOrDefault(activity => activity.Id == startId) ?? StartActivity(null)!);
    }
}
