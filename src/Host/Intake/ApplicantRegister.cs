using System.Globalization;
using CaseWorkflows.Cases.Intake;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Statements;

namespace CaseWorkflows.Host.Intake;

/// <summary>A person as the register has them, whatever this request calls them.</summary>
internal sealed record KnownApplicant(string Id, string FoldedName);

/// <summary>The people who ask. Known by national id; without one, by the same mobile and the same name in Arabic folding.</summary>
internal sealed class ApplicantRegister(NationalIdVault vault)
{
    /// <summary>The person. What is already known of a person is not overwritten by a later request.</summary>
    public async Task<KnownApplicant> FindOrAddInTx(CaseTransaction tx, string association, AcceptedCase accepted, DateTimeOffset now, CancellationToken ct)
    {
        var hash = accepted.NationalId is { } id ? vault.LookupHash(association, id) : null;
        return await FindInTx(tx, association, hash, accepted, ct) ?? await AddInTx(tx, association, hash, accepted, now, ct);
    }

    /// <summary>Gives a person another name, under which their cases are found from now on.</summary>
    public static async Task RenameInTx(CaseTransaction tx, string applicantId, string fullName, CancellationToken ct)
    {
        var folded = ArabicText.Fold(fullName);
        await tx.Command("UPDATE applicants SET full_name = @name, folded_name = @folded WHERE id = @id")
            .With("@name", fullName).With("@folded", folded).With("@id", applicantId).WriteAsync(ct);
        await CaseWords.RenameInTx(tx, applicantId, folded, ct);
    }

    private static async Task<KnownApplicant?> FindInTx(CaseTransaction tx, string association, string? hash, AcceptedCase accepted, CancellationToken ct)
        => hash is not null
            ? await tx.Command("SELECT id, folded_name FROM applicants WHERE association_key = @association AND national_id_hash = @hash")
                .With("@association", association).With("@hash", hash).FirstAsync(Read, ct)
            : await tx.Command("SELECT id, folded_name FROM applicants WHERE association_key = @association AND mobile = @mobile AND folded_name = @name ORDER BY created_at LIMIT 1")
                .With("@association", association).With("@mobile", accepted.Mobile).With("@name", accepted.FoldedName).FirstAsync(Read, ct);

    private async Task<KnownApplicant> AddInTx(CaseTransaction tx, string association, string? hash, AcceptedCase accepted, DateTimeOffset now, CancellationToken ct)
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
        return new(id, accepted.FoldedName);
    }

    private static KnownApplicant Read(Columns row) => new(row.Text(0), row.Text(1));
}
