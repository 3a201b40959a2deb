using System.Security.Cryptography;
using System.Text.Json;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Evidence.Sealing;
using CaseWorkflows.Host.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Sealing;

/// <summary>
/// The keys associations sign with: one at a time, the older ones kept. Private halves lie encrypted under the service's keys, which on SQLite are no part of the database: who has the
/// database alone cannot sign.
/// </summary>
internal sealed class SealKeys(IDbContextFactory<CaseDbContext> contexts, UnitOfWork unitOfWork, IDataProtectionProvider protection, TimeProvider clock)
{
    private readonly IDataProtector _protector = protection.CreateProtector("seal-key");

    /// <summary>Public halves, oldest first; empty for an association that has never signed.</summary>
    public async Task<IReadOnlyList<SealKey>> AllAsync(string association, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return [.. (await context.SealKeys.AsNoTracking().Where(row => row.AssociationKey == association).OrderBy(row => row.Place).Select(row => row.Record).ToListAsync(ct)).Select(Read)];
    }

    /// <summary>The key in use with its private half, for the caller to dispose of; made when there is none yet.</summary>
    public async Task<(SealKey Key, ECDsa Own)> CurrentAsync(string association, CancellationToken ct)
    {
        if (await NewestAsync(association, ct) is not { } row)
        {
            await unitOfWork.WriteAsync<bool>(async (tx, token) =>
            {
                using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
                var key = SealKey.First(made, Instant.ToText(clock.GetUtcNow()));
                await tx.Command("INSERT INTO seal_keys (association_key, place, record, private_key) VALUES (@association, 1, @record, @key) ON CONFLICT DO NOTHING")
                    .With("@association", association).With("@record", key.ToJson().ToJsonString()).With("@key", Protected(made)).WriteAsync(token);
                return true;
            }, ct);
            row = (await NewestAsync(association, ct))!;
        }

        return (Read(row.Record), Own(row));
    }

    /// <summary>Begins a new key, endorsed by the one in use, which is kept. Answers the new one.</summary>
    public async Task<SealKey> RotateAsync(string association, CancellationToken ct)
    {
        var (current, own) = await CurrentAsync(association, ct);
        using (own)
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var (ended, next) = current.Rotate(own, made, Instant.ToText(clock.GetUtcNow()));
            var outcome = await unitOfWork.WriteAsync<bool>(async (tx, token) =>
            {
                var place = await tx.Command("SELECT max(place) FROM seal_keys WHERE association_key = @association").With("@association", association).FirstAsync(row => row.Number(0), token);
                await tx.Command("UPDATE seal_keys SET record = @record WHERE association_key = @association AND place = @place AND record = @was")
                    .With("@record", ended.ToJson().ToJsonString()).With("@association", association).With("@place", place).With("@was", current.ToJson().ToJsonString()).WriteOneAsync("The key", token);
                await tx.Command("INSERT INTO seal_keys (association_key, place, record, private_key) VALUES (@association, @place, @record, @key)")
                    .With("@association", association).With("@place", place + 1).With("@record", next.ToJson().ToJsonString()).With("@key", Protected(made)).WriteAsync(token);
                return true;
            }, ct);
            return outcome.Refusal is null ? next : throw new InvalidOperationException($"The key could not be rotated: {outcome.Refusal.Code}.");
        }
    }

    private async Task<SealKeyRow?> NewestAsync(string association, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.SealKeys.AsNoTracking().Where(row => row.AssociationKey == association).OrderByDescending(row => row.Place).FirstOrDefaultAsync(ct);
    }

    private string Protected(ECDsa key) => _protector.Protect(Convert.ToBase64String(key.ExportPkcs8PrivateKey()));

    private ECDsa Own(SealKeyRow row)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(_protector.Unprotect(row.PrivateKey)), out _);
        return key;
    }

    private static SealKey Read(string record)
    {
        using var json = JsonDocument.Parse(record);
        return SealKey.Parse(json.RootElement) ?? throw new JsonException("A seal key's record cannot be read.");
    }
}
