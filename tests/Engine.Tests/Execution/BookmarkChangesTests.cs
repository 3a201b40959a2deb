using CaseWorkflows.Engine.Execution;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Engine.Tests.Execution;

public sealed class BookmarkChangesTests
{
    [Theory]
    [InlineData("", "", "", "")]
    [InlineData("a b c", "a b c", "", "")]
    [InlineData("a b c", "a c", "", "b")]
    [InlineData("a b c", "a c d e", "d e", "b")]
    [InlineData("c b a", "", "", "a b c")]
    [InlineData("", "b a", "b a", "")]
    [InlineData("a b c", "c A", "", "b")] // a capital is a new bookmark under an old id: it still stands
    [InlineData("a", "B A", "b", "")]
    public void What_was_made_and_what_is_gone(string before, string after, string created, string burned)
    {
        var known = before.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(New).ToList();
        var changes = BookmarkChanges.Between(known, [.. after.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => known.Find(bookmark => bookmark.Id == id) ?? New(id))]);

        Assert.Equal(created, string.Join(' ', changes.Created.Select(bookmark => bookmark.Id)));
        Assert.Equal(burned, string.Join(' ', changes.BurnedIds));
    }

    private static Bookmark New(string id)
        => new() { Id = id.ToLowerInvariant(), Name = "n", Hash = "h", ActivityId = "x", ActivityNodeId = "x", ActivityInstanceId = "i" };
}
