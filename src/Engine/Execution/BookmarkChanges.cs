using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Engine.Execution;

/// <summary>What a burst did to the places an instance waits at.</summary>
/// <param name="Created">Those that stand now and did not before, in the order they were made.</param>
/// <param name="BurnedIds">Ids of those that stood before and are gone, in ordinal order.</param>
internal readonly record struct BookmarkChanges(IReadOnlyList<Bookmark> Created, IReadOnlyList<string> BurnedIds)
{
    /// <summary>A burst takes bookmarks out and adds new ones at the end, so one walk along both lists finds what was taken out.</summary>
    public static BookmarkChanges Between(IReadOnlyList<Bookmark> before, IReadOnlyList<Bookmark> after)
    {
        var (kept, gone) = (0, new List<string>());
        for (var index = 0; index < before.Count; index++)
        {
            if (kept < after.Count && ReferenceEquals(before[index], after[kept]))
            {
                kept++;
            }
            else
            {
                gone.Add(before[index].Id);
            }
        }

        var created = new List<Bookmark>(after.Count - kept);
        for (var index = kept; index < after.Count; index++)
        {
            if (!gone.Remove(after[index].Id)) // an activity may give a bookmark the id of one it dropped: that one still stands
            {
                created.Add(after[index]);
            }
        }

        gone.Sort(StringComparer.Ordinal);
        return new(created, gone);
    }
}
