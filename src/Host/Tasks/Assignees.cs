using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tasks;

/// <summary>Somebody tasks are to be given to: what they hold in each association, and where they are away today.</summary>
internal sealed record Assignee(string Id, ILookup<string, string> RolesByAssociation, IReadOnlyDictionary<string, Away> AwayFrom)
{
    public IReadOnlySet<string> RolesIn(string association) => RolesByAssociation[association].ToHashSet(StringComparer.Ordinal);
}

/// <summary>Looks up whom tasks are given to.</summary>
internal sealed class Assignees(IDbContextFactory<CaseDbContext> contexts, AssociationCalendars calendars, StaffNames names)
{
    public async Task<Assignee> FindAsync(string userId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var held = (await context.StaffRoles.Where(row => row.UserId == userId).ToListAsync(ct)).ToLookup(row => row.AssociationKey, row => row.Role, StringComparer.Ordinal);
        var absences = (await context.Absences.Where(row => row.PersonId == userId && row.EndedAt == null).ToListAsync(ct))
            .Where(row => row.ToAbsence().Covers(calendars.Today(row.AssociationKey))).ToList();
        var deputies = await names.OfAsync(absences.Select(row => row.DeputyId), ct);
        return new(userId, held, absences.ToDictionary(
            row => row.AssociationKey, row => new Away(row.ToDay, row.DeputyId, row.DeputyId is null ? null : deputies.GetValueOrDefault(row.DeputyId)), StringComparer.Ordinal));
    }
}
