using CaseWorkflows.Cases.Calendars;

namespace CaseWorkflows.Host.Associations;

/// <summary>The day it is where an association works.</summary>
internal sealed class AssociationCalendars(AssociationRegistry associations, TimeProvider clock)
{
    /// <summary>An association that has left the folder counts in Riyadh time.</summary>
    public DateOnly Today(string association) => (associations.Find(association)?.Profile.Calendar ?? WorkingCalendar.Saudi).DayOf(clock.GetUtcNow());
}
