using CaseWorkflows.Host.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace CaseWorkflows.Host.People;

/// <summary>Identity's own store; what an authenticator app shares with us is sealed before it is written.</summary>
internal sealed class StaffStore(CaseDbContext context, IDataProtectionProvider protection) : UserOnlyStore<StaffMember, CaseDbContext>(context)
{
    private readonly IDataProtector _seal = protection.CreateProtector("staff-tokens");

    public override Task SetTokenAsync(StaffMember user, string loginProvider, string name, string? value, CancellationToken cancellationToken) =>
        base.SetTokenAsync(user, loginProvider, name, value is null ? null : _seal.Protect(value), cancellationToken);

    public override async Task<string?> GetTokenAsync(StaffMember user, string loginProvider, string name, CancellationToken cancellationToken) =>
        await base.GetTokenAsync(user, loginProvider, name, cancellationToken) is { } sealedValue ? _seal.Unprotect(sealedValue) : null;
}
