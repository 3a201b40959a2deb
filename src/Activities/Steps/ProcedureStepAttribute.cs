using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Activities.Steps;

/// <summary>Says what an activity is to the people of an association: its name in both languages, the clause it fulfils, the stage it brings a case to.</summary>
/// <param name="arabic">The step's name for Arabic readers.</param>
/// <param name="english">The step's name for English readers.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ProcedureStepAttribute(string arabic, string english) : Attribute
{
    /// <summary>The step's name.</summary>
    public LocalizedText Name { get; } = new(arabic, english);

    /// <summary>The policy clause the step fulfils, by id; null for steps no clause asks for.</summary>
    public string? Clause { get; init; }

    /// <summary>The stage a case is in while this step is open; <see cref="CaseStage.Opened"/> leaves the stage alone.</summary>
    public CaseStage Stage { get; init; }

    /// <summary>Keys of the roles offered the task when the designer names none.</summary>
    public string[] Roles { get; init; } = [];
}

/// <summary>One way to leave a step: the port's ASCII name on the drawing and what people read.</summary>
/// <param name="name">The outcome as stored in definitions; never translated.</param>
/// <param name="arabic">What Arabic readers see on the button and the line.</param>
/// <param name="english">What English readers see.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class OutcomeAttribute(string name, string arabic, string english) : Attribute
{
    /// <summary>The outcome as stored in definitions.</summary>
    public string Name { get; } = name;

    /// <summary>What people read.</summary>
    public LocalizedText DisplayName { get; } = new(arabic, english);

    /// <summary>True when a person may not choose it, because the clock does.</summary>
    public bool ByClock { get; init; }

    /// <summary>True when whoever chooses it must say why, because somebody has to be told.</summary>
    public bool NeedsReason { get; init; }

    /// <summary>Names of the answers that must come with it, such as the score of a survey.</summary>
    public string[] NeedsData { get; init; } = [];

    /// <summary>Names of answers that are ratings from 1 to 5.</summary>
    public string[] Ratings { get; init; } = [];
}
