using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.People.Accounts;
using CaseWorkflows.Host.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CaseWorkflows.Host.People;

/// <summary>The code after the password: of an authenticator app, or one of those kept for the day the telephone is lost. A code opens once; wrong ones count towards the lock.</summary>
internal sealed class SecondFactor(UnitOfWork unitOfWork, IServiceProvider services, IOptions<IdentityOptions> identity, TimeProvider clock)
{
    private const string LastCode = "LastCode";

    private static readonly Refusal Wrong = Problem();

    /// <summary>The person, if the code is right. Refuses <c>wrong-code</c>; the same for a locked account.</summary>
    public async Task<Outcome<StaffMember>> VerifyAsync(string personId, string code, CancellationToken ct)
    {
        var (typed, verified) = (OwnAccount.Code(code), (StaffMember?)null);
        await unitOfWork.WriteAsync<string>(async (tx, token) =>
        {
            await using var context = await tx.JoinAsync(token);
            using var users = StaffDirectory.UsersOn(context, services);
            verified = await users.FindByIdAsync(personId) is { } member && member.DisabledAt is null && !(member.LockoutEnd > clock.GetUtcNow()) && await OpensAsync(users, member, typed) ? member : null;
            await context.SaveChangesAsync(token);
            return personId;
        }, ct);
        return verified is null ? Wrong : verified;
    }

    private async Task<bool> OpensAsync(UserManager<StaffMember> users, StaffMember member, string code)
    {
        var isApp = code.Length == 6 && code != await users.GetAuthenticationTokenAsync(member, nameof(SecondFactor), LastCode)
            && await users.VerifyTwoFactorTokenAsync(member, TokenOptions.DefaultAuthenticatorProvider, code);
        if (isApp)
        {
            await users.SetAuthenticationTokenAsync(member, nameof(SecondFactor), LastCode, code);
        }

        if (isApp || (code.Length > 6 && (await users.RedeemTwoFactorRecoveryCodeAsync(member, WithDash(code))).Succeeded))
        {
            member.AccessFailedCount = 0;
            return true;
        }

        SignIn.CountFailure(member, identity.Value.Lockout, clock.GetUtcNow());
        return false;
    }

    // Identity writes its codes XXXXX-XXXXX; people leave the dash out.
    private static string WithDash(string code) => code.Length == 10 ? $"{code[..5]}-{code[5..]}".ToUpperInvariant() : code.ToUpperInvariant();

    private static Refusal Problem() => new(RefusalKind.RuleBroken, "wrong-code", new(
        "الرمز غير صحيح، أو استُعمل من قبل، أو أن الحساب موقوف مؤقتًا لكثرة المحاولات.",
        "The code is not right, was used before, or the account is locked for a while after too many tries.")) { Field = "code" };
}
