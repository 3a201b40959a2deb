using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.People.Accounts;

/// <summary>How an authenticator app is set up: the key to type, and the address behind the picture to scan. Making the key ends every sign-in; the member's own is opened anew.</summary>
internal sealed record SecondFactorSetup(string Key, string Address, StaffMember Member);

/// <summary>The codes for the day the telephone is lost, and whose they are.</summary>
internal sealed record RecoveryCodes(IReadOnlyList<string> Codes, StaffMember Member);

/// <summary>What people do to their own account.</summary>
internal sealed class OwnAccount(UnitOfWork unitOfWork, IServiceProvider services, TimeProvider clock)
{
    private const int HowMany = 8;
    private const string Issuer = "CaseWorkflows";

    private static readonly Refusal WrongPassword = new(RefusalKind.RuleBroken, "wrong-password", new(
        "كلمة المرور الحالية غير صحيحة.", "The current password is not right.")) { Field = "current" };

    private static readonly Refusal SamePassword = new(RefusalKind.RuleBroken, "same-password", new(
        "اختر كلمة مرور غير الحالية.", "Choose a password other than the current one.")) { Field = "password" };

    private static readonly Refusal WrongCode = new(RefusalKind.RuleBroken, "wrong-code", new(
        "الرمز غير صحيح أو انتهت مدته. اكتب الرمز الظاهر الآن في التطبيق.", "The code is not right or no longer valid. Type the one the app shows now.")) { Field = "code" };

    /// <summary>Sets another password; every sign-in ends but the one that follows. Refuses <c>wrong-password</c>, <c>same-password</c>, <c>password-too-weak</c>.</summary>
    public Task<Outcome<StaffMember>> ChangePasswordAsync(string id, string current, string password, CancellationToken ct) => ActAsync(id, StaffEventRow.PasswordChanged, async (users, member) =>
    {
        if (!await users.CheckPasswordAsync(member, current))
        {
            return WrongPassword;
        }

        if (current == password)
        {
            return SamePassword;
        }

        member.MustChangePassword = false;
        var changed = await users.ChangePasswordAsync(member, current, password);
        return changed.Succeeded ? member : StaffDirectory.RefusalFor(changed.Errors);
    }, ct);

    /// <summary>Ends every session and token of the person, this one too.</summary>
    public Task<Outcome<StaffMember>> SignOutEverywhereAsync(string id, CancellationToken ct) => ActAsync(id, StaffEventRow.SignedOutEverywhere, async (users, member) =>
    {
        await users.UpdateSecurityStampAsync(member);
        return member;
    }, ct);

    /// <summary>The key an app is set up with; made at the first asking and the same until the second factor is turned off. Null for an account that is gone.</summary>
    public async Task<SecondFactorSetup?> SetupAsync(string id, CancellationToken ct)
    {
        SecondFactorSetup? setup = null;
        await unitOfWork.WriteAsync<string>(async (tx, token) =>
        {
            await using var context = await tx.JoinAsync(token);
            using var users = StaffDirectory.UsersOn(context, services);
            if (await users.FindByIdAsync(id) is not { } member)
            {
                return StaffDirectory.NoSuchMember;
            }

            if (await users.GetAuthenticatorKeyAsync(member) is not { } key)
            {
                await users.ResetAuthenticatorKeyAsync(member);
                key = (await users.GetAuthenticatorKeyAsync(member))!;
            }

            setup = new(key, $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(member.UserName!)}?secret={key}&issuer={Issuer}&digits=6", member);
            return member.Id;
        }, ct);
        return setup;
    }

    /// <summary>Turns the second factor on once the app's code proves that it is set up. Answers with codes for the day the telephone is lost; each opens once and they are shown once.</summary>
    public async Task<Outcome<RecoveryCodes>> TurnOnAsync(string id, string code, CancellationToken ct)
    {
        IReadOnlyList<string> codes = [];
        var outcome = await ActAsync(id, StaffEventRow.SecondFactorOn, async (users, member) =>
        {
            if (!await users.VerifyTwoFactorTokenAsync(member, TokenOptions.DefaultAuthenticatorProvider, Code(code)))
            {
                return WrongCode;
            }

            await users.SetTwoFactorEnabledAsync(member, enabled: true);
            codes = [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(member, HowMany) ?? []];
            return member;
        }, ct);
        return outcome.Map(member => new RecoveryCodes(codes, member));
    }

    /// <summary>Turns the second factor off; the password is asked for again, because whoever finds a browser open could do it otherwise.</summary>
    public Task<Outcome<StaffMember>> TurnOffAsync(string id, string password, CancellationToken ct) => ActAsync(id, StaffEventRow.SecondFactorOff, async (users, member) =>
    {
        if (!await users.CheckPasswordAsync(member, password))
        {
            return WrongPassword;
        }

        await users.SetTwoFactorEnabledAsync(member, enabled: false);
        await users.ResetAuthenticatorKeyAsync(member);
        return member;
    }, ct);

    /// <summary>As apps show it and people type it: digits of any script, blanks between.</summary>
    internal static string Code(string typed) => string.Concat(Digits.ToAscii(typed).Where(character => !char.IsWhiteSpace(character) && character != '-'));

    private Task<Outcome<StaffMember>> ActAsync(string id, string action, Func<UserManager<StaffMember>, StaffMember, Task<Outcome<StaffMember>>> act, CancellationToken ct) =>
        unitOfWork.WriteAsync<StaffMember>(async (tx, token) =>
        {
            await using var context = await tx.JoinAsync(token);
            using var users = StaffDirectory.UsersOn(context, services);
            if (await users.FindByIdAsync(id) is not { } member)
            {
                return StaffDirectory.NoSuchMember;
            }

            var outcome = await act(users, member);
            if (outcome.Refusal is null)
            {
                context.StaffEvents.Add(new() { PersonId = id, At = clock.GetUtcNow(), Actor = id, Action = action });
                await context.SaveChangesAsync(token);
            }

            return outcome;
        }, ct);
}
