using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Committees;
using CaseWorkflows.Host.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.People;

/// <summary>A role in an association.</summary>
internal readonly record struct Appointment(string Association, Role Role);

/// <summary>Adds staff and changes the roles they hold. Each method is one unit of work; committees notice after it.</summary>
internal sealed class StaffDirectory(UnitOfWork unitOfWork, SeatChanges seats, IServiceProvider services, TimeProvider clock)
{
    internal static readonly Refusal NoSuchMember = new(RefusalKind.NotFound, "no-such-staff-member", new(
        "لا يوجد موظف بهذا المعرّف.",
        "There is no staff member with this id."));

    /// <summary>
    /// Adds a person who can sign in at once and answers with their id. Refuses <c>user-name-taken</c>, <c>password-too-weak</c> and
    /// <c>staff-invalid</c>; so running it again changes nothing.
    /// </summary>
    /// <param name="userName">What they sign in with.</param>
    /// <param name="password">Their password.</param>
    /// <param name="name">What they are called.</param>
    /// <param name="appointments">Roles they hold from the start.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <param name="by">Who adds them; null for the host itself.</param>
    /// <param name="oneTime">True when somebody else knows the password: changing it is then the first thing the person does.</param>
    public Task<Outcome<string>> CreateAsync(
        string userName, string password, LocalizedText name, IEnumerable<Appointment> appointments, CancellationToken cancellationToken, bool oneTime = false, string? by = null) =>
        unitOfWork.WriteAsync<string>(
            async (tx, ct) =>
            {
                await using var context = await tx.JoinAsync(ct);
                using var users = UsersOn(context, services);
                var member = new StaffMember { UserName = userName, NameArabic = name.Arabic, NameEnglish = name.English, MustChangePassword = oneTime };
                var created = await users.CreateAsync(member, password);
                if (!created.Succeeded)
                {
                    return RefusalFor(created.Errors);
                }

                context.StaffRoles.AddRange(appointments.Distinct().Select(appointment => RowOf(member.Id, appointment)));
                context.StaffEvents.Add(new() { PersonId = member.Id, At = clock.GetUtcNow(), Actor = by ?? Actor.SystemId, Action = StaffEventRow.Created });
                await context.SaveChangesAsync(ct);
                return member.Id;
            },
            cancellationToken);

    /// <summary>Replaces every role the person holds. Acts on their next request; refuses <c>no-such-staff-member</c>.</summary>
    public async Task<Outcome<string>> AppointAsync(string userId, IEnumerable<Appointment> appointments, CancellationToken cancellationToken) =>
        await seats.AfterAsync(userId, await unitOfWork.WriteAsync<string>(
            async (tx, ct) =>
            {
                await using var context = await tx.JoinAsync(ct);
                if (!await context.Users.AnyAsync(member => member.Id == userId, ct))
                {
                    return NoSuchMember;
                }

                await context.StaffRoles.Where(row => row.UserId == userId).ExecuteDeleteAsync(ct);
                context.StaffRoles.AddRange(appointments.Distinct().Select(appointment => RowOf(userId, appointment)));
                await context.SaveChangesAsync(ct);
                return userId;
            },
            cancellationToken), cancellationToken);

    /// <summary>Replaces the roles the person holds in one association and leaves the others alone. Refuses <c>no-such-staff-member</c>.</summary>
    public async Task<Outcome<string>> AppointInAsync(string userId, string association, IEnumerable<Role> roles, CancellationToken cancellationToken) =>
        await seats.AfterAsync(userId, await unitOfWork.WriteAsync<string>(
            async (tx, ct) =>
            {
                await using var context = await tx.JoinAsync(ct);
                if (!await context.Users.AnyAsync(member => member.Id == userId, ct))
                {
                    return NoSuchMember;
                }

                await context.StaffRoles.Where(row => row.UserId == userId && row.AssociationKey == association).ExecuteDeleteAsync(ct);
                context.StaffRoles.AddRange(roles.Distinct().Select(role => RowOf(userId, new(association, role))));
                await context.SaveChangesAsync(ct);
                return userId;
            },
            cancellationToken), cancellationToken);

    /// <summary>Sets a new password and ends every sign-in made with the old one. Refuses as <see cref="CreateAsync"/> does.</summary>
    public Task<Outcome<string>> ChangePasswordAsync(string userId, string password, CancellationToken cancellationToken, bool oneTime = false) =>
        unitOfWork.WriteAsync<string>(
            async (tx, ct) =>
            {
                await using var context = await tx.JoinAsync(ct);
                using var users = UsersOn(context, services);
                if (await users.FindByIdAsync(userId) is not { } member)
                {
                    return NoSuchMember;
                }

                // Identity's own way back to a stamp that no token carries; a refusal rolls the removal back.
                await users.RemovePasswordAsync(member);
                member.MustChangePassword = oneTime;
                var changed = await users.AddPasswordAsync(member, password);
                return changed.Succeeded ? userId : RefusalFor(changed.Errors);
            },
            cancellationToken);

    /// <summary>Identity's own manager, with its rules and hashing, writing in the transaction the context has joined.</summary>
    internal static UserManager<StaffMember> UsersOn(CaseDbContext context, IServiceProvider services) =>
        ActivatorUtilities.CreateInstance<UserManager<StaffMember>>(services, new StaffStore(context, services.GetRequiredService<IDataProtectionProvider>()));

    private static StaffRoleRow RowOf(string userId, Appointment appointment) =>
        new() { UserId = userId, AssociationKey = appointment.Association, Role = appointment.Role.Key };

    internal static Refusal RefusalFor(IEnumerable<IdentityError> errors)
    {
        var codes = errors.Select(error => error.Code).ToList();
        if (codes.Contains(nameof(IdentityErrorDescriber.DuplicateUserName), StringComparer.Ordinal))
        {
            return new(RefusalKind.Conflict, "user-name-taken", new("اسم المستخدم محجوز.", "The user name is taken.")) { Field = "userName" };
        }

        if (codes.Exists(code => code.StartsWith("Password", StringComparison.Ordinal)))
        {
            return new(RefusalKind.RuleBroken, "password-too-weak", new(
                $"كلمة المرور ضعيفة: أقلها {PeopleFeature.PasswordLength} خانة، منها {PeopleFeature.PasswordDifferent} مختلفة.",
                $"The password is too weak: at least {PeopleFeature.PasswordLength} characters, {PeopleFeature.PasswordDifferent} of them different.")) { Field = "password" };
        }

        return new(RefusalKind.RuleBroken, "staff-invalid", new("بيانات الموظف غير مقبولة.", "The staff member's details are not acceptable."))
        {
            Facts = Facts.Of(("reasons", codes)),
        };
    }
}
