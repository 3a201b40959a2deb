using System.Security.Claims;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Reads;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.People;

/// <summary>
/// Who is calling and which roles they hold in which association, read once per request. A role given or taken, a password changed or a key
/// revoked acts on the next request.
/// </summary>
internal sealed class CurrentCaller(IDbContextFactory<CaseDbContext> contexts, AssociationCalendars calendars)
{
    private static readonly Dictionary<string, HashSet<string>> Nothing = new(StringComparer.Ordinal);

    private readonly Dictionary<string, List<Principal>> _standsInFor = new(StringComparer.Ordinal);
    private Dictionary<string, HashSet<string>>? _rolesByAssociation;
    private string? _id;
    private string _channel = EventChannels.Service;

    /// <summary>Somebody the host itself speaks for, as a walkthrough does; no token and no key stands behind them.</summary>
    internal static CurrentCaller SpokenFor(IServiceProvider services, Actor actor) => new(
        services.GetRequiredService<IDbContextFactory<CaseDbContext>>(), services.GetRequiredService<AssociationCalendars>())
    {
        _id = actor.Id,
        _rolesByAssociation = new(StringComparer.Ordinal) { [actor.Association] = [.. actor.Roles] },
    };

    /// <summary>The personal data this request has been given so far; what of it goes out is recorded.</summary>
    public Sights Sights { get; } = new();

    /// <summary>The way the request came in, one of <see cref="EventChannels"/>.</summary>
    public string Channel => _channel;

    /// <summary>False for nobody, and for a token whose owner is gone or has since changed the password.</summary>
    public bool IsKnown => _id is not null;

    /// <summary>True for a program that came with a key.</summary>
    public bool IsProgram { get; private set; }

    /// <summary>The caller's opaque id. Asking before the caller is known is a bug and throws.</summary>
    public string Id => _id ?? throw new InvalidOperationException("The caller is not known; the endpoint lets anyone in.");

    /// <summary>True for a person whose password somebody else has seen.</summary>
    public bool MustChangePassword { get; private set; }

    /// <summary>What the person is called; null for programs and for whoever the host itself speaks for.</summary>
    public LocalizedText? Name { get; private set; }

    /// <summary>Associations in which the caller holds at least one role; the limit of everything they may see.</summary>
    public IReadOnlyList<string> Associations => [.. Roles.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The caller, and everybody there whose deputy the caller is: whose tasks are the caller's to do.</summary>
    public IReadOnlyList<string> HandsIn(string association) => [Id, .. StandsInFor(association).Select(principal => principal.Id)];

    /// <summary>True when the caller holds any role there; everywhere else nothing exists for them.</summary>
    public bool IsIn(string association) => Roles.ContainsKey(association);

    private Dictionary<string, HashSet<string>> Roles => _rolesByAssociation ?? Nothing;

    /// <summary>The caller acting in that association; without any role when they have no part in it.</summary>
    public Actor ActorFor(string association) => new(Id, association, RolesIn(association)) { StandsInFor = StandsInFor(association), Channel = _channel };

    /// <summary>Those of the association whose deputy the caller is today.</summary>
    public IReadOnlyList<Principal> StandsInFor(string association) => _standsInFor.GetValueOrDefault(association) ?? [];

    /// <summary>The caller's own roles there.</summary>
    public IReadOnlySet<string> RolesIn(string association) =>
        Roles.TryGetValue(association, out var roles) ? roles : new HashSet<string>(StringComparer.Ordinal);

    /// <summary>True for those who answer workflows from outside there: programs, except those that only read, and administrators.</summary>
    public bool MayAnswerWorkflows(string association) => RolesIn(association) is var held
        && (held.Contains(Role.Administrator.Key) || (IsProgram && held.Count > 0 && !held.Contains(Role.Auditor.Key)));

    /// <summary>True when one of the roles is held in some association, or by somebody whose deputy the caller is.</summary>
    public bool HoldsAnyOf(IEnumerable<Role> roles) => Roles.Keys.Any(association => HoldsAnyOf(roles, association));

    /// <summary>True when one of the roles is held there, or by somebody whose deputy the caller is there.</summary>
    public bool HoldsAnyOf(IEnumerable<Role> roles, string association) =>
        roles.Any(role => RolesIn(association).Contains(role.Key) || StandsInFor(association).Any(principal => principal.Roles.Contains(role.Key)));

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

        _channel = user.Identity?.AuthenticationType == Session.Scheme ? EventChannels.Desk : EventChannels.Api;
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
            where member.Id == id && member.SecurityStamp == stamp && member.DisabledAt == null
            join held in context.StaffRoles on member.Id equals held.UserId into all
            from held in all.DefaultIfEmpty()
            select new { member.NameArabic, member.NameEnglish, member.MustChangePassword, held!.AssociationKey, held.Role }).ToListAsync(cancellationToken);

        _id = rows.Count > 0 ? id : null;
        if (rows is [var person, ..])
        {
            (Name, MustChangePassword) = (new(person.NameArabic, person.NameEnglish), person.MustChangePassword);
        }

        foreach (var association in rows.Where(row => row.Role is not null).GroupBy(row => row.AssociationKey, StringComparer.Ordinal))
        {
            _rolesByAssociation![association.Key] = association.Select(row => row.Role).ToHashSet(StringComparer.Ordinal);
        }

        if (Roles.Count > 0)
        {
            await ReadPrincipalsAsync(context, id, cancellationToken);
        }
    }

    /// <summary>Roles of those who named the caller as deputy and are away today; an administrator's are not passed on.</summary>
    private async Task ReadPrincipalsAsync(CaseDbContext context, string id, CancellationToken cancellationToken)
    {
        var rows = await (
            from absence in context.Absences
            where absence.DeputyId == id && absence.EndedAt == null
            join principal in context.Users on absence.PersonId equals principal.Id
            where principal.DisabledAt == null
            join held in context.StaffRoles on new { absence.PersonId, absence.AssociationKey } equals new { PersonId = held.UserId, held.AssociationKey }
            where held.Role != Role.Administrator.Key
            select new { absence.AssociationKey, absence.PersonId, absence.FromDay, absence.ToDay, held.Role }).ToListAsync(cancellationToken);
        foreach (var absent in rows.Where(row => IsIn(row.AssociationKey) && new Absence(row.PersonId, id, row.FromDay, row.ToDay).Covers(calendars.Today(row.AssociationKey)))
            .GroupBy(row => (row.AssociationKey, row.PersonId)))
        {
            var there = _standsInFor.TryGetValue(absent.Key.AssociationKey, out var known) ? known : _standsInFor[absent.Key.AssociationKey] = [];
            there.Add(new(absent.Key.PersonId, absent.Select(row => row.Role).ToHashSet(StringComparer.Ordinal)));
        }
    }
}
