using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tasks;

/// <summary>Who holds tasks in an association and will not get to them: they have no role there any more.</summary>
internal static class MissingHolders
{
    // From one holder to the next along the index: it costs as many steps as there are people, however much they hold.
    private const string Holders = """
        WITH RECURSIVE holders (id) AS (
            SELECT (SELECT min(assignee) FROM user_tasks WHERE status = 'Claimed')
            UNION ALL SELECT (SELECT min(t.assignee) FROM user_tasks t WHERE t.status = 'Claimed' AND t.assignee > holders.id) FROM holders WHERE holders.id IS NOT NULL)
        SELECT id AS "Value" FROM holders WHERE id IS NOT NULL
        """;

    /// <summary>Their ids by association, of the associations asked for.</summary>
    public static async Task<ILookup<string, string>> FindAsync(CaseDbContext context, IReadOnlyList<string> associations, CancellationToken ct)
    {
        if (associations.Count == 0)
        {
            return None;
        }

        var holders = await context.Database.SqlQueryRaw<string>(Holders).ToListAsync(ct);
        var here = (await context.StaffRoles.Where(row => holders.Contains(row.UserId) && associations.Contains(row.AssociationKey)).Select(row => new { row.AssociationKey, row.UserId }).ToListAsync(ct))
            .Select(row => (row.AssociationKey, row.UserId)).ToHashSet();
        return associations.SelectMany(association => holders.Where(holder => !here.Contains((association, holder))).Select(holder => (Association: association, Holder: holder)))
            .ToLookup(pair => pair.Association, pair => pair.Holder, StringComparer.Ordinal);
    }

    public static ILookup<string, string> None { get; } = Enumerable.Empty<string>().ToLookup(_ => "", StringComparer.Ordinal);
}
