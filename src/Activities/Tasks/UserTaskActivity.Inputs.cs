using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.UIHints;

namespace CaseWorkflows.Activities.Tasks;

/// <summary>The settings every human step shares, under the names of Elsa 3.9's user task.</summary>
public abstract partial class UserTaskActivity
{
    /// <summary>What the task is called in the inbox; empty takes the step's own name.</summary>
    [Input(DisplayName = "Title", Description = "What the task is called in the inbox. Empty: the step's own name.", Order = 1)]
    public Input<string?> Title { get; set; } = new((string?)null);

    /// <summary>What a candidate reads before claiming; must not tell who the person is.</summary>
    [Input(DisplayName = "Summary", Description = "What a candidate may read before claiming. No personal data.", Order = 2)]
    public Input<string?> Summary { get; set; } = new((string?)null);

    /// <summary>How the work is done.</summary>
    [Input(DisplayName = "Instructions", Description = "How the work is done.", UIHint = InputUIHints.MultiLine, Order = 3)]
    public Input<string?> Instructions { get; set; } = new((string?)null);

    /// <summary>Role keys offered the task; empty takes the step's own.</summary>
    [Input(DisplayName = "Candidate groups", Description = "The roles offered the task.", UIHint = InputUIHints.CheckList, Order = 4)]
    public Input<ICollection<string>?> CandidateGroups { get; set; } = new((ICollection<string>?)null);

    /// <summary>People offered the task whatever their roles, by id.</summary>
    [Input(DisplayName = "Candidate users", UIHint = InputUIHints.MultiText, Order = 5)]
    public Input<ICollection<string>?> CandidateUsers { get; set; } = new((ICollection<string>?)null);

    /// <summary>The person who holds the task from the start, by id.</summary>
    [Input(DisplayName = "Assignee", Description = "Who holds the task from the start. Empty: whoever claims it.", Order = 6)]
    public Input<string?> Assignee { get; set; } = new((string?)null);

    /// <summary>People who may not take the task, by id.</summary>
    [Input(DisplayName = "Excluded users", UIHint = InputUIHints.MultiText, Order = 7)]
    public Input<ICollection<string>?> ExcludedUsers { get; set; } = new((ICollection<string>?)null);

    /// <summary>Key of the form to fill in.</summary>
    [Input(DisplayName = "Form", Order = 8)]
    public Input<string?> Form { get; set; } = new((string?)null);

    /// <summary>0 to 100, higher first; 50 is usual.</summary>
    [Input(DisplayName = "Priority", Description = "0 to 100, higher first.", DefaultValue = 50, Order = 9)]
    public Input<int> Priority { get; set; } = new(50);

    /// <summary>How long the task may take before it is overdue, as d.hh:mm:ss; empty presses nobody.</summary>
    [Input(DisplayName = "Due in", Description = "How long it may take, as d.hh:mm:ss. Empty: nothing presses.", Order = 10)]
    public Input<TimeSpan?> DueIn { get; set; } = new((TimeSpan?)null);

    /// <summary>How long before it is due the reminder goes out, as d.hh:mm:ss; empty reminds nobody.</summary>
    [Input(DisplayName = "Remind before", Description = "How long before it is due to remind, as d.hh:mm:ss.", Order = 11)]
    public Input<TimeSpan?> RemindBefore { get; set; } = new((TimeSpan?)null);

    /// <summary>Key of the role an overdue task is offered to as well; empty escalates nothing.</summary>
    [Input(DisplayName = "Escalate to", Description = "The role an overdue task is offered to as well.", UIHint = InputUIHints.DropDown, Order = 12)]
    public Input<string?> EscalateTo { get; set; } = new((string?)null);

    /// <summary>A designer's own reference.</summary>
    [Input(DisplayName = "Reference", Order = 13)]
    public Input<string?> Reference { get; set; } = new((string?)null);

    /// <summary>The outcome that was chosen.</summary>
    [Output(DisplayName = "Action")]
    public Output<string>? Action { get; set; }

    /// <summary>Id of the person who chose it.</summary>
    [Output(DisplayName = "Completed by")]
    public Output<string>? CompletedBy { get; set; }

    /// <summary>Why it was chosen.</summary>
    [Output(DisplayName = "Reason")]
    public Output<string>? Reason { get; set; }

    /// <summary>The form's answers.</summary>
    [Output(DisplayName = "Data")]
    public Output<JsonObject>? Data { get; set; }
}
