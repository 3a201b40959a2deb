using System.Globalization;

namespace CaseWorkflows.Host.Drawing;

/// <summary>A procedure as a picture: boxes where the designer put them and the lines between them.</summary>
/// <param name="Area">What is to be seen.</param>
/// <param name="Boxes">In the order of the definition.</param>
/// <param name="Lines">Below the boxes; those on the path last.</param>
public sealed record Drawing(DrawnArea Area, IReadOnlyList<DrawnBox> Boxes, IReadOnlyList<DrawnLine> Lines);

/// <summary>A rectangle in the designer's own units.</summary>
public sealed record DrawnArea(double X, double Y, double Width, double Height)
{
    /// <summary>As an SVG <c>viewBox</c>.</summary>
    public string ViewBox => string.Create(CultureInfo.InvariantCulture, $"{X:0.#} {Y:0.#} {Width:0.#} {Height:0.#}");

    public double Right => X + Width;

    public double Bottom => Y + Height;

    public double Middle => Y + (Height / 2);

    public double Centre => X + (Width / 2);

    /// <summary>The smallest that holds all of them, with room around it.</summary>
    public static DrawnArea Around(IEnumerable<DrawnArea> all, double room)
    {
        var (left, top, right, bottom) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        foreach (var area in all)
        {
            (left, top, right, bottom) = (Math.Min(left, area.X), Math.Min(top, area.Y), Math.Max(right, area.Right), Math.Max(bottom, area.Bottom));
        }

        return left > right ? new(0, 0, 1, 1) : new(left - room, top - room, right - left + (2 * room), bottom - top + (2 * room));
    }
}

/// <summary>An activity.</summary>
/// <param name="Id">Its id in the procedure.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Label">What the designer calls it, in lines that fit.</param>
/// <param name="Visits">At which steps of the path it is reached, counting from 1; empty when the path does not touch it.</param>
public sealed record DrawnBox(string Id, DrawnArea Place, IReadOnlyList<string> Label, IReadOnlyList<int> Visits)
{
    /// <summary>True when the path ends here.</summary>
    public bool IsLast { get; init; }

    /// <summary>True for a step that marks an end of the procedure.</summary>
    public bool IsEnd { get; init; }

    /// <summary>How far a case is with it.</summary>
    public StepMark Mark { get; init; }
}

/// <summary>How far a case is with a step.</summary>
public enum StepMark
{
    /// <summary>It was not there, or this is no case's drawing.</summary>
    None,

    /// <summary>It was there and went on.</summary>
    Reached,

    /// <summary>It stands there now.</summary>
    Current,

    /// <summary>It stands there because the step failed.</summary>
    Failed,
}

/// <summary>Where a case was and is.</summary>
/// <param name="Marks">By the steps' ids; those not named were not reached.</param>
/// <param name="Taken">Steps with the outcome they were left by.</param>
public sealed record CaseProgress(IReadOnlyDictionary<string, StepMark> Marks, IReadOnlySet<(string Step, string Outcome)> Taken)
{
    /// <summary>How far the case is with a step.</summary>
    public StepMark Of(string step) => Marks.GetValueOrDefault(step);
}

/// <summary>A line from an outcome to the next activity.</summary>
/// <param name="Path">As the <c>d</c> of an SVG path.</param>
/// <param name="Label">The outcome; null where there is only one way out.</param>
/// <param name="LabelX">Where the outcome is written.</param>
/// <param name="LabelY">As the other.</param>
/// <param name="IsOnPath">True when the path goes along it.</param>
public sealed record DrawnLine(string Path, string? Label, double LabelX, double LabelY, bool IsOnPath);
