using System.Globalization;
using CaseWorkflows.Cases.Intake;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;

namespace CaseWorkflows.Host.Intake;

/// <summary>The people who ask. Known by national id; without one, by the same mobile and the same name in Arabic folding.</summary>
internal sealed class ApplicantRegister(NationalIdVault vault)
{
    /// <summary>The person's id. What is already known of a person is not overwritten by a later request.</summary>
    public async Task<string> FindOrAddInTx(CaseTransaction tx, string association, AcceptedCase accepted, DateTimeOffset now, CancellationToken ct)
    {
        var hash = accepted.NationalId is { } id ? vault.LookupHash(association, id) : null;
        return await FindInTx(tx, association, hash, accepted, ct) ?? await AddInTx(tx, association, hash, accepted, now, ct);
    }

    private static async Task<string?> FindInTx(CaseTransaction tx, string association, string? hash, AcceptedCase accepted, CancellationToken ct)
        => hash is not null
            ? await tx.Command("SELECT id FROM applicants WHERE association_key = @association AND national_id_hash = @hash")
                .With("@association", association).With("@hash", hash).FirstAsync(row => row.Text(0), ct)
            : await tx.Command("SELECT id FROM applicants WHERE association_key = @association AND mobile = @mobile AND folded_name = @name ORDER BY created_at LIMIT 1")
                .With("@association", association).With("@mobile", accepted.Mobile).With("@name", accepted.FoldedName).FirstAsync(row => row.Text(0), ct);

    private async Task<string> AddInTx(CaseTransaction tx, string association, string? hash, AcceptedCase accepted, DateTimeOffset now, CancellationToken ct)
    {
        var id = Guid.CreateVersion7().ToString("N");
        await tx.Command("""
            INSERT INTO applicants (id, association_key, full_name, folded_name, national_id_protected, national_id_hash, mobile, birth_date, birth_date_as_typed,
                created_at)
            VALUES (@id, @association, @name, @folded, @protected, @hash, @mobile, @birth, @typed, @now)
            """)
            .With("@id", id).With("@association", association).With("@name", accepted.FullName).With("@folded", accepted.FoldedName)
            .With("@protected", accepted.NationalId is { } number ? vault.Protect(number) : null).With("@hash", hash)
            .With("@mobile", accepted.Mobile).With("@birth", accepted.DateOfBirth?.ToString("O", CultureInfo.InvariantCulture))
            .With("@typed", accepted.DateOfBirthAsTyped).With("@now", now)
            .WriteAsync(ct);
        return id;
    }
}
