using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.People.Absences;
using CaseWorkflows.Host.People.Branches;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Pages;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.People.Accounts;

/// <summary>Somebody in the list of an association's staff.</summary>
public sealed record StaffLine(string Id, string UserName, LocalizedText Name, IReadOnlyList<Role> Roles, IReadOnlyList<LocalizedText> Branches)
{
    public bool IsDisabled { get; init; }

    public bool IsLocked { get; init; }

    public bool HasSecondFactor { get; init; }

    /// <summary>Until when they are away, today included; null when they are not.</summary>
    public DateOnly? AwayUntil { get; init; }
}

/// <summary>A branch as a choice.</summary>
public sealed record BranchChoice(string Id, LocalizedText Name, bool IsClosed);

/// <summary>Who works for an association, as the administrator sees it.</summary>
internal sealed class StaffList(
    CurrentCaller caller, AbsenceDesk absences, BranchDesk branches, StaffNames names, AssociationCalendars calendars, IDbContextFactory<CaseDbContext> contexts, TimeProvider clock)
{
    public async Task<IResult> ShowAsync(Association association, string? done, CancellationToken ct)
    {
        var coming = await absences.ComingAsync(association.Key, null, ct);
        return Page.Of<PeoplePage>(new
        {
            Association = association.Key,
            Staff = await AllAsync(association.Key, coming, ct),
            Absences = await AbsenceLine.OfAsync(coming, names, ct),
            Branches = await BranchesAsync(association.Key, ct),
            Done = done,
        });
    }

    public async Task<IResult> ShowOneAsync(Association association, string id, string? done, PostedForm? typed, IReadOnlyList<FormError> errors, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var all = await AllAsync(association.Key, await absences.ComingAsync(association.Key, id, ct), ct);
        if (all.FirstOrDefault(line => line.Id == id) is not { } person)
        {
            return StaffDirectory.NoSuchMember.ToResult();
        }

        var events = await context.StaffEvents.Where(row => row.PersonId == id && (row.AssociationKey == null || row.AssociationKey == association.Key)).OrderByDescending(row => row.Id).Take(20).ToListAsync(ct);
        var actors = await names.OfAsync(events.Select(row => row.Actor), ct);
        return Page.Of<PersonPage>(new
        {
            Association = association.Key,
            Person = person,
            Roles = typed?.All("roles") ?? [.. person.Roles.Select(role => role.Key)],
            Branches = await BranchesAsync(association.Key, ct),
            BranchesOf = typed?.All("branches") ?? await context.StaffBranches.Where(row => row.UserId == id && row.AssociationKey == association.Key).Select(row => row.BranchId).ToListAsync(ct),
            IsSelf = id == caller.Id,
            Events = (IReadOnlyList<StaffEventLine>)[.. events.Select(row => new StaffEventLine(row.At, row.Action, actors.GetValueOrDefault(row.Actor)))],
            Done = done,
            Errors = errors,
        }, errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    public async Task<string> UserNameAsync(string id, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.Users.Where(row => row.Id == id).Select(row => row.UserName!).SingleAsync(ct);
    }

    private async Task<IReadOnlyList<StaffLine>> AllAsync(string association, IReadOnlyList<AbsenceRow> coming, CancellationToken ct)
    {
        var (today, now) = (calendars.Today(association), clock.GetUtcNow());
        var away = coming.Where(row => row.ToAbsence().Covers(today)).ToLookup(row => row.PersonId, row => row.ToDay, StringComparer.Ordinal);
        await using var context = await contexts.CreateDbContextAsync(ct);
        var rows = await (
            from member in context.Users
            join held in context.StaffRoles on member.Id equals held.UserId
            where held.AssociationKey == association
            select new { member.Id, member.UserName, member.NameArabic, member.NameEnglish, member.DisabledAt, member.LockoutEnd, member.TwoFactorEnabled, held.Role }).ToListAsync(ct);
        var at = (await (
            from row in context.StaffBranches
            join branch in context.Branches on new { row.AssociationKey, Id = row.BranchId } equals new { branch.AssociationKey, branch.Id }
            where row.AssociationKey == association
            select new { row.UserId, branch.NameAr, branch.NameEn }).ToListAsync(ct)).ToLookup(row => row.UserId, row => new LocalizedText(row.NameAr, row.NameEn), StringComparer.Ordinal);
        return
        [
            .. rows.GroupBy(row => row.Id, StringComparer.Ordinal).Select(person => (First: person.First(), Held: person.Select(row => row.Role).ToHashSet(StringComparer.Ordinal)))
                .Select(person => new StaffLine(
                    person.First.Id, person.First.UserName!, new(person.First.NameArabic, person.First.NameEnglish), [.. Role.All.Where(role => person.Held.Contains(role.Key))], [.. at[person.First.Id]])
                {
                    IsDisabled = person.First.DisabledAt is not null,
                    IsLocked = person.First.LockoutEnd > now,
                    HasSecondFactor = person.First.TwoFactorEnabled,
                    AwayUntil = away.Contains(person.First.Id) ? away[person.First.Id].Max() : null,
                })
                .OrderBy(line => line.IsDisabled).ThenBy(line => line.Name.Arabic, StringComparer.Ordinal),
        ];
    }

    private async Task<IReadOnlyList<BranchChoice>> BranchesAsync(string association, CancellationToken ct) =>
        [.. (await branches.AllAsync(association, ct)).Select(row => new BranchChoice(row.Id, new(row.NameAr, row.NameEn), row.ClosedAt is not null))];
}

/// <summary>A line of an account's history.</summary>
public sealed record StaffEventLine(DateTimeOffset At, string Action, LocalizedText? By);
