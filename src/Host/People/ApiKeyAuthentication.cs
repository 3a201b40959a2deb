using System.Text.Encodings.Web;
using CaseWorkflows.Host.Persistence;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CaseWorkflows.Host.People;

/// <summary>Knows a program by the key in <c>X-Api-Key</c>. The key is looked up by its hash, so a copy of the database opens nothing.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    IDbContextFactory<CaseDbContext> contexts) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public new const string Scheme = "ApiKey";
    public const string Header = "X-Api-Key";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[Header] is not [{ Length: > 0 } key])
        {
            return AuthenticateResult.NoResult();
        }

        var hash = ApiKeys.HashOf(key);
        await using var context = await contexts.CreateDbContextAsync(Context.RequestAborted);
        var row = await context.ApiKeys.SingleOrDefaultAsync(row => row.KeyHash == hash && row.RevokedAt == null, Context.RequestAborted);
        return row is null
            ? AuthenticateResult.Fail("No such key, or it was revoked.")
            : AuthenticateResult.Success(new(CallerClaims.ForKey(row.Id, row.AssociationKey, row.Role), Scheme));
    }
}
