using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Engine.Migrations;

/// <summary>Whether an instance can go on with another version, and how.</summary>
public abstract record MigrationVerdict
{
    private MigrationVerdict()
    {
    }

    /// <summary>It can.</summary>
    /// <param name="State">The instance on the other version. Its waits, and what is left of their times, are those it had.</param>
    /// <param name="Standing">What it stands in: node id before and after.</param>
    /// <param name="PassedOver">
    /// Node ids of the other version that it counts as having done, and has not: the fewest there can be. Empty when it could have come there just so.
    /// </param>
    public sealed record Moves(WorkflowState State, IReadOnlyList<Standing> Standing, IReadOnlyList<string> PassedOver) : MigrationVerdict;

    /// <summary>It cannot, and goes on with its own version.</summary>
    /// <param name="Code">One of <see cref="StayReasons"/>.</param>
    /// <param name="NodeId">The activity of the old version that stands in the way; null when none does by itself.</param>
    public sealed record Stays(string Code, string? NodeId = null) : MigrationVerdict;
}

/// <summary>A place an instance stands in.</summary>
/// <param name="Before">Node id in its own version.</param>
/// <param name="After">Node id in the other.</param>
public sealed record Standing(string Before, string After);

/// <summary>Why an instance stays on its version.</summary>
public static class StayReasons
{
    /// <summary>It is over, or has not begun.</summary>
    public const string NotRunning = "not-running";

    /// <summary>It is on that version already.</summary>
    public const string AlreadyThere = "already-there";

    /// <summary>The step it waits in has no counterpart in the other version.</summary>
    public const string StepGone = "step-gone";

    /// <summary>The counterpart is another kind of step, or stands inside another one.</summary>
    public const string StepDiffers = "step-differs";

    /// <summary>One step is under way several times at once, and nobody can say which would be which.</summary>
    public const string StepRepeated = "step-repeated";

    /// <summary>In the other version these steps are never open together, or no end can be reached from there: it would be stuck.</summary>
    public const string WouldBeStuck = "would-be-stuck";

    /// <summary>The other version has more states than are looked at, and none of those that were fits.</summary>
    public const string NotProved = "not-proved";
}
