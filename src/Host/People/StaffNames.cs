using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.People;

/// <summary>What people on the staff are called, for pages that hold their ids.</summary>
internal sealed class StaffNames(IDbContextFactory<CaseDbContext> contexts)
{
    private static readonly LocalizedText Clock = new("النظام", "The system");

    /// <summary>Everybody who holds a role there now, and others by id; as <see cref="OfAsync"/>.</summary>
    public async Task<IReadOnlyDictionary<string, LocalizedText>> OfStaffAsync(string association, IEnumerable<string?> others, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var staff = await context.StaffRoles.Where(held => held.AssociationKey == association).Select(held => held.UserId).Distinct().ToListAsync(ct);
        return await OfAsync([.. staff, .. others], ct);
    }

    /// <summary>Names by id. Who is no longer known, or is a program, is left out; <c>system</c> is the clock.</summary>
    public async Task<IReadOnlyDictionary<string, LocalizedText>> OfAsync(IEnumerable<string?> ids, CancellationToken ct)
    {
        var wanted = ids.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var names = new Dictionary<string, LocalizedText>(StringComparer.Ordinal);
        if (wanted.Remove(Actor.SystemId))
        {
            names[Actor.SystemId] = Clock;
        }

        if (wanted.Count > 0)
        {
            await using var context = await contexts.CreateDbContextAsync(ct);
            foreach (var member in await context.Users.Where(row => wanted.Contains(row.Id)).Select(row => new { row.Id, row.NameArabic, row.NameEnglish }).ToListAsync(ct))
            {
                names[member.Id] = new(member.NameArabic, member.NameEnglish);
            }
        }

        return names;
    }
}
