using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Cases.Policies;
using CaseWorkflows.Engine.Common;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Descriptors;
using CaseWorkflows.Engine.Graphs;

namespace CaseWorkflows.Activities.Guard;

/// <summary>What a definition is held against.</summary>
/// <param name="Registry">The activity types that can be run.</param>
/// <param name="Policy">The association's approved policy; null when a definition is looked at by itself, then no rule is asked.</param>
public sealed record GuardContext(ActivityRegistry Registry, Policy? Policy)
{
    /// <summary>Keys of the roles tasks may be given to; null asks nothing.</summary>
    public IReadOnlySet<string>? Roles { get; init; }

    /// <summary>The forms a task may open, by key; null asks nothing.</summary>
    public IReadOnlyDictionary<string, Form>? Forms { get; init; }

    /// <summary>Keys of the channels the association has, for a procedure that takes all of them; null asks nothing.</summary>
    public IReadOnlySet<string>? Channels { get; init; }

    /// <summary>Where workflows used as activities come from; null finds none.</summary>
    public IWorkflowResolver? Workflows { get; init; }

    /// <summary>Reads cron expressions; null leaves them unread.</summary>
    public ICronSchedule? Cron { get; init; }

    /// <summary>Where things stand in the file the definition came from; null when it came from elsewhere.</summary>
    public JsonLines? Lines { get; init; }
}
