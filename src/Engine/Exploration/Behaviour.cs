namespace CaseWorkflows.Engine.Exploration;

/// <summary>What one activity can do, seen from outside: how it may end, and whether it waits before it does.</summary>
/// <param name="Ways">Each way to end, as the outcomes it leaves by; none at all never ends by itself.</param>
/// <param name="Waits">True when somebody or the clock has to end it; false when it ends in the burst that reaches it.</param>
public sealed record Behaviour(IReadOnlyList<Way> Ways, bool Waits)
{
    /// <summary>Ends at once with Done.</summary>
    public static readonly Behaviour Passes = new([Way.Done], Waits: false);

    /// <summary>Waits, then ends with Done.</summary>
    public static readonly Behaviour WaitsForDone = new([Way.Done], Waits: true);

    /// <summary>One way for each name.</summary>
    public static Behaviour Of(IEnumerable<string> outcomes, bool waits) => new([.. outcomes.Select(outcome => new Way([outcome]))], waits);
}

/// <summary>One way for an activity to end.</summary>
/// <param name="Outcomes">All outcomes it leaves by at once; null is plain completion, which follows Done.</param>
public sealed record Way(IReadOnlyList<string>? Outcomes)
{
    /// <summary>Plain completion.</summary>
    public static readonly Way Done = new((IReadOnlyList<string>?)null);

    /// <summary>True when a line from that port is followed.</summary>
    public bool Takes(string? port) => Outcomes is null ? port is null or "Done" : port is not null && Outcomes.Contains(port, StringComparer.Ordinal);
}
