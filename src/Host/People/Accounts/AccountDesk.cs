using System.Text.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Committees;
using CaseWorkflows.Host.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.People.Accounts;

/// <summary>
/// What an administrator does to accounts, each act one unit of work with a line in the history of the account. Roles and branches belong to one association; whatever concerns
/// the account as a whole is for those who administer every association the person works for.
/// </summary>
internal sealed class AccountDesk(UnitOfWork unitOfWork, SeatChanges seats, IServiceProvider services, TimeProvider clock)
{
    private static readonly Refusal NotYours = new(RefusalKind.Forbidden, "account-of-several-associations", new(
        "يعمل هذا الشخص في جمعية أخرى لا تديرها، فلا يغيّر حسابه إلا من يدير جمعياته كلها.",
        "This person also works for an association you do not administer. Only who administers all of them may change the account."));

    private static readonly Refusal NotOneself = new(RefusalKind.Conflict, "not-oneself", new(
        "لا يمكنك فعل ذلك بحسابك أنت. اطلبه من مدير آخر.", "You cannot do this to your own account. Ask another administrator."));

    /// <summary>Makes a password that the person changes first of all; every sign-in ends. Answers with it; it is shown once.</summary>
    public Task<Outcome<string>> ResetPasswordAsync(CurrentCaller caller, string personId, CancellationToken ct) => ActAsync(caller, personId, StaffEventRow.PasswordReset, async (users, member) =>
    {
        var password = OneTimePassword.New();
        await users.RemovePasswordAsync(member);
        (member.MustChangePassword, member.LockoutEnd, member.AccessFailedCount) = (true, null, 0);
        var added = await users.AddPasswordAsync(member, password);
        return added.Succeeded ? password : StaffDirectory.RefusalFor(added.Errors);
    }, ct);

    /// <summary>Puts the account out of use, at once and everywhere. Doing it twice changes nothing.</summary>
    public Task<Outcome<string>> DisableAsync(CurrentCaller caller, string personId, CancellationToken ct) => SeatedAsync(personId, ActAsync(caller, personId, StaffEventRow.Disabled, async (users, member) =>
    {
        member.DisabledAt ??= clock.GetUtcNow();
        await users.UpdateSecurityStampAsync(member);
        return member.Id;
    }, ct), ct);

    /// <summary>Takes the account into use again. Doing it twice changes nothing.</summary>
    public Task<Outcome<string>> EnableAsync(CurrentCaller caller, string personId, CancellationToken ct) => SeatedAsync(personId, ActAsync(caller, personId, StaffEventRow.Enabled, async (users, member) =>
    {
        member.DisabledAt = null;
        await users.UpdateAsync(member);
        return member.Id;
    }, ct), ct);

    /// <summary>Ends a lock after too many wrong passwords.</summary>
    public Task<Outcome<string>> UnlockAsync(CurrentCaller caller, string personId, CancellationToken ct) => ActAsync(caller, personId, StaffEventRow.Unlocked, async (users, member) =>
    {
        (member.LockoutEnd, member.AccessFailedCount) = (null, 0);
        await users.UpdateAsync(member);
        return member.Id;
    }, ct);

    /// <summary>Takes the second factor away from somebody who has lost the telephone; every sign-in ends.</summary>
    public Task<Outcome<string>> TakeSecondFactorAwayAsync(CurrentCaller caller, string personId, CancellationToken ct) => ActAsync(caller, personId, StaffEventRow.SecondFactorOff, async (users, member) =>
    {
        await users.SetTwoFactorEnabledAsync(member, enabled: false);
        await users.ResetAuthenticatorKeyAsync(member);
        return member.Id;
    }, ct);

    /// <summary>Replaces the roles and branches somebody has in one association; acts on their next request.</summary>
    public Task<Outcome<string>> AppointAsync(CurrentCaller caller, string association, string personId, IReadOnlyList<Role> roles, IReadOnlyList<string> branches, CancellationToken ct) =>
        SeatedAsync(personId, unitOfWork.WriteAsync<string>(async (tx, token) =>
        {
            await using var context = await tx.JoinAsync(token);
            if (!await context.Users.AnyAsync(member => member.Id == personId, token))
            {
                return StaffDirectory.NoSuchMember;
            }

            if (personId == caller.Id && !roles.Contains(Role.Administrator))
            {
                return NotOneself;
            }

            var before = await context.StaffRoles.Where(row => row.UserId == personId && row.AssociationKey == association).Select(row => row.Role).ToListAsync(token);
            var known = await context.Branches.Where(row => row.AssociationKey == association && branches.Contains(row.Id)).Select(row => row.Id).ToListAsync(token);
            await context.StaffRoles.Where(row => row.UserId == personId && row.AssociationKey == association).ExecuteDeleteAsync(token);
            await context.StaffBranches.Where(row => row.UserId == personId && row.AssociationKey == association).ExecuteDeleteAsync(token);
            context.StaffRoles.AddRange(roles.Distinct().Select(role => new StaffRoleRow { UserId = personId, AssociationKey = association, Role = role.Key }));
            context.StaffBranches.AddRange(known.Select(branch => new StaffBranchRow { UserId = personId, AssociationKey = association, BranchId = branch }));
            context.StaffEvents.Add(EventOf(caller, personId, StaffEventRow.RolesChanged, association, new { before = before.Order(StringComparer.Ordinal), after = roles.Select(role => role.Key), branches = known }));
            await context.SaveChangesAsync(token);
            return personId;
        }, ct), ct);

    private async Task<Outcome<string>> SeatedAsync(string personId, Task<Outcome<string>> change, CancellationToken ct) => await seats.AfterAsync(personId, await change, ct);

    private Task<Outcome<string>> ActAsync(CurrentCaller caller, string personId, string action, Func<UserManager<StaffMember>, StaffMember, Task<Outcome<string>>> act, CancellationToken ct) =>
        unitOfWork.WriteAsync<string>(async (tx, token) =>
        {
            await using var context = await tx.JoinAsync(token);
            using var users = StaffDirectory.UsersOn(context, services);
            var associations = await context.StaffRoles.Where(row => row.UserId == personId).Select(row => row.AssociationKey).Distinct().ToListAsync(token);
            if (await users.FindByIdAsync(personId) is not { } member || !associations.Exists(key => caller.ActorFor(key).Has(Role.Administrator)))
            {
                return StaffDirectory.NoSuchMember;
            }

            if (personId == caller.Id)
            {
                return NotOneself;
            }

            if (!associations.TrueForAll(key => caller.ActorFor(key).Has(Role.Administrator)))
            {
                return NotYours;
            }

            var outcome = await act(users, member);
            if (outcome.Refusal is null)
            {
                context.StaffEvents.Add(EventOf(caller, personId, action));
                await context.SaveChangesAsync(token);
            }

            return outcome;
        }, ct);

    private StaffEventRow EventOf(CurrentCaller caller, string personId, string action, string? association = null, object? data = null) => new()
    {
        AssociationKey = association, PersonId = personId, At = clock.GetUtcNow(), Actor = caller.Id, Action = action, Data = data is null ? null : JsonSerializer.Serialize(data),
    };
}
