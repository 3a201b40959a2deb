using System.Security.Claims;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.People;

/// <summary>
/// Who is calling and which roles they hold in which association, read once per request. A role given or taken, a password changed or a key
/// revoked acts on the next request.
/// </summary>
internal sealed class CurrentCaller(IDbContextFactory<CaseDbContext> contexts)
{
    private static readonly Dictionary<string, HashSet<string>> Nothing = new(StringComparer.Ordinal);

    private Dictionary<string, HashSet<string>>? _rolesByAssociation;
    private string? _id;

    /// <summary>Somebody the host itself speaks for, as a walkthrough does; no token and no key stands behind them.</summary>
    internal static CurrentCaller SpokenFor(IDbContextFactory<CaseDbContext> contexts, Actor actor) => new(contexts)
    {
        _id = actor.Id,
        _rolesByAssociation = new(StringComparer.Ordinal) { [actor.Association] = [.. actor.Roles] },
    };

    /// <summary>False for nobody, and for a token whose owner is gone or has since changed the password.</summary>
    public bool IsKnown => _id is not null;

    /// <summary>True for a program that came with a key.</summary>
    public bool IsProgram { get; private set; }

    /// <summary>The caller's opaque id. Asking before the caller is known is a bug and throws.</summary>
    public string Id => _id ?? throw new InvalidOperationException("The caller is not known; the endpoint lets anyone in.");

    /// <summary>What the person is called; null for programs and for whoever the host itself speaks for.</summary>
    public LocalizedText? Name { get; private set; }

    /// <summary>Associations in which the caller holds at least one role; the limit of everything they may see.</summary>
    public IReadOnlyList<string> Associations => [.. Roles.Keys.Order(StringComparer.Ordinal)];

    /// <summary>True when the caller holds any role there; everywhere else nothing exists for them.</summary>
    public bool IsIn(string association) => Roles.ContainsKey(association);

    private Dictionary<string, HashSet<string>> Roles => _rolesByAssociation ?? Nothing;

    /// <summary>The caller acting in that association; without any role when they have no part in it.</summary>
    public Actor ActorFor(string association) => new(Id, association, RolesIn(association));

    public IReadOnlySet<string> RolesIn(string association) =>
        Roles.TryGetValue(association, out var roles) ? roles : new HashSet<string>(StringComparer.Ordinal);

    /// <summary>True for those who answer workflows from outside there: programs, except those that only read, and administrators.</summary>
    public bool MayAnswerWorkflows(string association) => RolesIn(association) is var held
        && (held.Contains(Role.Administrator.Key) || (IsProgram && held.Count > 0 && !held.Contains(Role.Auditor.Key)));

    /// <summary>True when one of the roles is held in some association.</summary>
    public bool HoldsAnyOf(IEnumerable<Role> roles) => roles.Any(role => Roles.Values.Any(held => held.Contains(role.Key)));

    /// <summary>True when one of the roles is held there.</summary>
    public bool HoldsAnyOf(IEnumerable<Role> roles, string association) => roles.Any(role => RolesIn(association).Contains(role.Key));

    /// <summary>Reads the caller behind the token or key. The second time does nothing.</summary>
    internal async Task IdentifyAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (_rolesByAssociation is not null)
        {
            return;
        }

        _rolesByAssociation = new(StringComparer.Ordinal);
        if (user.FindFirstValue(CallerClaims.Id) is not { } id)
        {
            return;
        }

        if (user.FindFirstValue(CallerClaims.KeyRole) is { } role)
        {
            (_id, IsProgram) = (id, true);
            _rolesByAssociation[user.FindFirstValue(CallerClaims.KeyAssociation)!] = [role];
            return;
        }

        await ReadStaffAsync(id, user.FindFirstValue(CallerClaims.Stamp), cancellationToken);
    }

    private async Task ReadStaffAsync(string id, string? stamp, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await (
            from member in context.Users
            where member.Id == id && member.SecurityStamp == stamp
            join held in context.StaffRoles on member.Id equals held.UserId into all
            from held in all.DefaultIfEmpty()
            select new { member.NameArabic, member.NameEnglish, held!.AssociationKey, held.Role }).ToListAsync(cancellationToken);

        _id = rows.Count > 0 ? id : null;
        Name = rows is [var person, ..] ? new(person.NameArabic, person.NameEnglish) : null;
        foreach (var association in rows.Where(row => row.Role is not null).GroupBy(row => row.AssociationKey, StringComparer.Ordinal))
        {
            _rolesByAssociation![association.Key] = association.Select(row => row.Role).ToHashSet(StringComparer.Ordinal);
        }
    }
}
