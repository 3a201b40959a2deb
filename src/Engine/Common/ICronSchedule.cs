namespace CaseWorkflows.Engine.Common;

/// <summary>Reads cron expressions. The engine has no reader of its own: the host gives one to activities and to the compiler.</summary>
/// <remarks>
/// Expressions are those Elsa's Cronos reads: five fields (minute, hour, day of month, month, day of week) or six with seconds in front. Days of the week
/// are 0–7 from Sunday to Sunday. When both days are restricted, both must hold.
/// </remarks>
public interface ICronSchedule
{
    /// <summary>The first instant later than <paramref name="after"/>; null when there is none to come.</summary>
    /// <param name="expression">One that <see cref="Refuse"/> says nothing against.</param>
    /// <param name="timeZone">IANA id; null is the host's own choice.</param>
    /// <param name="after">Itself never the answer.</param>
    DateTimeOffset? Next(string expression, string? timeZone, DateTimeOffset after);

    /// <summary>What is wrong with the expression or the zone, for the person who wrote it; null when nothing is.</summary>
    string? Refuse(string expression, string? timeZone);
}
