using CaseWorkflows.Cases.Figures;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Host.Dashboard;

/// <summary>A number with a name, and where the list behind it is.</summary>
public sealed record Figure(string Key, LocalizedText Name, int Count, string Address);

/// <summary>How long a step takes, in office hours, from when it waits for somebody until it is done.</summary>
public sealed record StepTime(string ActivityType, LocalizedText Name, int Done, TimeSpan Median, TimeSpan MostOf, string Address);

/// <summary>Cases opened and closed in one week.</summary>
public sealed record Week(DateOnly From, int Opened, int Closed, string OpenedAddress, string ClosedAddress);

/// <summary>How the work of one association stands.</summary>
public sealed record Figures
{
    /// <summary>Open cases by stage, in the order of the procedure.</summary>
    public required IReadOnlyList<Figure> Stages { get; init; }

    /// <summary>Open cases by days since they were opened.</summary>
    public required IReadOnlyList<Figure> Ages { get; init; }

    /// <summary>Overdue tasks by step.</summary>
    public required IReadOnlyList<Figure> Overdue { get; init; }

    /// <summary>Open tasks by the role that does them; never by person.</summary>
    public required IReadOnlyList<Figure> Roles { get; init; }

    /// <summary>The last weeks, the oldest first.</summary>
    public required IReadOnlyList<Week> Weeks { get; init; }

    /// <summary>Done in the last ninety days.</summary>
    public required IReadOnlyList<StepTime> Steps { get; init; }

    /// <summary>Of cases closed in the last ninety days; null when too few answered to be told.</summary>
    public Satisfaction? Satisfaction { get; init; }

    public int Open => Stages.Sum(stage => stage.Count);
}
