using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CaseWorkflows.Host.People;

/// <param name="UserName">As given by the administrator.</param>
/// <param name="Password">As it is.</param>
/// <param name="Code">Of the authenticator app, for accounts that have one.</param>
internal sealed record SignInRequest(string UserName, string Password, string? Code = null);

/// <param name="AccessToken">Sent back as <c>Authorization: Bearer …</c>.</param>
/// <param name="ExpiresInSeconds">After which the person signs in again.</param>
internal sealed record SignInResponse(string AccessToken, int ExpiresInSeconds);

/// <summary>
/// Exchanges a name and password for a token. Unknown name, wrong password and locked account read the same and take the same time, so nobody
/// learns from outside who works here.
/// </summary>
internal sealed class SignIn(
    IDbContextFactory<CaseDbContext> contexts,
    UnitOfWork unitOfWork,
    IPasswordHasher<StaffMember> hasher,
    ILookupNormalizer normalizer,
    IOptionsMonitor<BearerTokenOptions> bearer,
    IOptions<IdentityOptions> identity,
    SecondFactor secondFactor,
    TimeProvider clock,
    ILogger<SignIn> logger)
{
    public static readonly Problem Failed = new(401, "sign-in-failed", new LocalizedText(
        "اسم المستخدم أو كلمة المرور غير صحيحة، أو أن الحساب موقوف مؤقتًا لكثرة المحاولات.",
        "The user name or password is not right, or the account is locked for a while after too many tries."));

    private static readonly Problem CodeNeeded = new(401, "second-factor-required", new LocalizedText(
        "لهذا الحساب رمز تحقق من تطبيق المصادقة؛ أرسله في الحقل code مع كلمة المرور.",
        "This account has an authenticator app; send its code as `code` along with the password.")) { Field = "code" };

    internal static readonly Problem ChangePasswordFirst = new(403, "password-change-required", new LocalizedText(
        "كلمة المرور هذه لمرة واحدة. ادخل من المتصفح وغيّرها أولًا.",
        "This password is for one time. Sign in with a browser and change it first."));

    private static readonly StaffMember Nobody = new() { NameArabic = "", NameEnglish = "" };
    private static string? _nobodysHash;

    public async Task<IResult> AnswerAsync(SignInRequest request, CancellationToken cancellationToken)
    {
        if (await VerifyAsync(request, cancellationToken) is not { } member)
        {
            return Failed.ToResult();
        }

        if (member.TwoFactorEnabled && (request.Code is not { Length: > 0 } code || (await secondFactor.VerifyAsync(member.Id, code, cancellationToken)).Refusal is not null))
        {
            return CodeNeeded.ToResult();
        }

        return member.MustChangePassword ? ChangePasswordFirst.ToResult() : TypedResults.Ok(TokenFor(member, clock.GetUtcNow()));
    }

    /// <summary>Whose name and password these are; null when they are nobody's, or the account is locked for a while. Counts failures.</summary>
    public async Task<StaffMember?> VerifyAsync(SignInRequest request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var member = await FindAsync(request.UserName, cancellationToken);

        // The slow part, outside the transaction, and done for nobody too: the time taken must not tell whether the name exists.
        var verified = hasher.VerifyHashedPassword(member ?? Nobody, member?.PasswordHash ?? NobodysHash(), request.Password);
        if (member is null || member.LockoutEnd > now || member.DisabledAt is not null)
        {
            return null;
        }

        if (verified == PasswordVerificationResult.Failed)
        {
            await ChangeAsync(member.Id, tracked => CountFailure(tracked, identity.Value.Lockout, now), cancellationToken);
            logger.LogInformation("Sign-in failed for staff member {StaffId}", member.Id);
            return null;
        }

        if (member.AccessFailedCount > 0)
        {
            await ChangeAsync(member.Id, tracked => tracked.AccessFailedCount = 0, cancellationToken);
        }

        return member;
    }

    private SignInResponse TokenFor(StaffMember member, DateTimeOffset now)
    {
        var options = bearer.Get(PeopleFeature.BearerScheme);
        var ticket = new AuthenticationTicket(
            CallerClaims.ForStaff(member),
            new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + options.BearerTokenExpiration },
            PeopleFeature.BearerScheme);
        return new(options.BearerTokenProtector.Protect(ticket), (int)options.BearerTokenExpiration.TotalSeconds);
    }

    private async Task<StaffMember?> FindAsync(string userName, CancellationToken cancellationToken)
    {
        var normalized = normalizer.NormalizeName(userName);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Users.SingleOrDefaultAsync(member => member.NormalizedUserName == normalized, cancellationToken);
    }

    /// <summary>The last try allowed locks the account; the count then starts anew.</summary>
    internal static void CountFailure(StaffMember member, LockoutOptions lockout, DateTimeOffset now)
    {
        if (++member.AccessFailedCount >= lockout.MaxFailedAccessAttempts)
        {
            member.AccessFailedCount = 0;
            member.LockoutEnd = now + lockout.DefaultLockoutTimeSpan;
        }
    }

    private async Task ChangeAsync(string id, Action<StaffMember> change, CancellationToken cancellationToken) =>
        await unitOfWork.WriteAsync<string>(
            async (tx, ct) =>
            {
                await using var context = await tx.JoinAsync(ct);
                if (await context.Users.SingleOrDefaultAsync(row => row.Id == id, ct) is { } tracked)
                {
                    change(tracked);
                    await context.SaveChangesAsync(ct);
                }

                return id;
            },
            cancellationToken);

    private string NobodysHash() => _nobodysHash ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString("N"));
}
