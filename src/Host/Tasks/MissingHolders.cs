using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tasks;

/// <summary>Who holds tasks in an association and will not get to them: they are away today, have no role there any more, or their account was closed.</summary>
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
    public static async Task<ILookup<string, string>> FindAsync(CaseDbContext context, IReadOnlyList<string> associations, Func<string, DateOnly> today, CancellationToken ct)
    {
        if (associations.Count == 0)
        {
            return None;
        }

        var holders = await context.Database.SqlQueryRaw<string>(Holders).ToListAsync(ct);
        var here = (await (
            from held in context.StaffRoles
            where holders.Contains(held.UserId) && associations.Contains(held.AssociationKey)
            join member in context.Users on held.UserId equals member.Id
            where member.DisabledAt == null
            select new { held.AssociationKey, held.UserId }).ToListAsync(ct)).Select(row => (row.AssociationKey, row.UserId)).ToHashSet();
        var away = (await context.Absences.Where(row => associations.Contains(row.AssociationKey) && row.EndedAt == null && holders.Contains(row.PersonId)).ToListAsync(ct))
            .Where(row => row.ToAbsence().Covers(today(row.AssociationKey))).Select(row => (row.AssociationKey, row.PersonId));
        here.ExceptWith(away);
        return associations.SelectMany(association => holders.Where(holder => !here.Contains((association, holder))).Select(holder => (Association: association, Holder: holder)))
            .ToLookup(pair => pair.Association, pair => pair.Holder, StringComparer.Ordinal);
    }

    public static ILookup<string, string> None { get; } = Enumerable.Empty<string>().ToLookup(_ => "", StringComparer.Ordinal);
}
