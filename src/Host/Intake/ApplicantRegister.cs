using System.Globalization;
using CaseWorkflows.Cases.Intake;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Statements;

namespace CaseWorkflows.Host.Intake;

/// <summary>A person as the register has them, whatever this request calls them.</summary>
internal sealed record KnownApplicant(string Id, string FoldedName);

/// <summary>Somebody in the register.</summary>
/// <param name="Applicant">Who.</param>
/// <param name="FullName">As the register has it.</param>
/// <param name="NationalIdHash">Null when no national id is known.</param>
internal sealed record RegisteredApplicant(KnownApplicant Applicant, string FullName, string? NationalIdHash);

/// <summary>The people who ask. Known by national id; without one, by the same mobile and the same name in Arabic folding.</summary>
internal sealed class ApplicantRegister(NationalIdVault vault)
{
    /// <summary>The person. What is already known of a person is not overwritten by a later request.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="association">Whose register.</param>
    /// <param name="accepted">The request.</param>
    /// <param name="others">Ids of people of whom somebody said that it is none of them; a national id they have counts all the same.</param>
    /// <param name="now">The instant.</param>
    /// <param name="ct">Gives up waiting.</param>
    public async Task<KnownApplicant> FindOrAddInTx(CaseTransaction tx, string association, AcceptedCase accepted, IEnumerable<string> others, DateTimeOffset now, CancellationToken ct)
    {
        var hash = accepted.NationalId is { } id ? vault.LookupHash(association, id) : null;
        return await FindInTx(tx, association, hash, accepted, others, ct) ?? await AddInTx(tx, association, hash, accepted, now, ct);
    }

    /// <summary>Somebody the register knows by their id; null for an id of nobody there.</summary>
    public static ValueTask<RegisteredApplicant?> FindKnownInTx(CaseTransaction tx, string association, string applicantId, CancellationToken ct)
        => tx.Command("SELECT id, folded_name, full_name, national_id_hash FROM applicants WHERE id = @id AND association_key = @association")
            .With("@id", applicantId).With("@association", association)
            .FirstAsync(row => (RegisteredApplicant?)new RegisteredApplicant(Read(row), row.Text(2), row.TextOrNull(3)), ct);

    /// <summary>
    /// Fills in what the register did not have of a person; what it has stays. Refuses <c>person-has-other-id</c>, and <c>national-id-of-another</c> for an id the register has
    /// under somebody else.
    /// </summary>
    public async Task<Outcome<KnownApplicant>> CompleteInTx(CaseTransaction tx, string association, RegisteredApplicant known, AcceptedCase accepted, CancellationToken ct)
    {
        var hash = accepted.NationalId is { } id ? vault.LookupHash(association, id) : null;
        if (hash is not null && known.NationalIdHash is not null && known.NationalIdHash != hash)
        {
            return IntakeAnswers.PersonHasOtherId();
        }

        if (hash is not null && known.NationalIdHash is null && await FindInTx(tx, association, hash, accepted, [], ct) is not null)
        {
            return IntakeAnswers.NationalIdOfAnother();
        }

        if (hash is not null || accepted.Mobile is not null || accepted.DateOfBirth is not null)
        {
            await tx.Command("""
                UPDATE applicants SET national_id_protected = COALESCE(national_id_protected, @protected), national_id_hash = COALESCE(national_id_hash, @hash),
                    mobile = COALESCE(mobile, @mobile), birth_date_as_typed = CASE WHEN birth_date IS NULL THEN @typed ELSE birth_date_as_typed END, birth_date = COALESCE(birth_date, @birth)
                WHERE id = @id
                """)
                .With("@protected", accepted.NationalId is { } number ? vault.Protect(number) : null).With("@hash", hash).With("@mobile", accepted.Mobile)
                .With("@typed", accepted.DateOfBirthAsTyped).With("@birth", accepted.DateOfBirth?.ToString("O", CultureInfo.InvariantCulture)).With("@id", known.Applicant.Id)
                .WriteAsync(ct);
        }

        return known.Applicant;
    }

    /// <summary>Gives a person another name, under which their cases are found from now on.</summary>
    public static async Task RenameInTx(CaseTransaction tx, string applicantId, string fullName, CancellationToken ct)
    {
        var folded = ArabicText.Fold(fullName);
        await tx.Command("UPDATE applicants SET full_name = @name, folded_name = @folded WHERE id = @id")
            .With("@name", fullName).With("@folded", folded).With("@id", applicantId).WriteAsync(ct);
        await CaseWords.RenameInTx(tx, applicantId, folded, ct);
    }

    private static async Task<KnownApplicant?> FindInTx(CaseTransaction tx, string association, string? hash, AcceptedCase accepted, IEnumerable<string> others, CancellationToken ct)
        => hash is not null
            ? await tx.Command("SELECT id, folded_name FROM applicants WHERE association_key = @association AND national_id_hash = @hash")
                .With("@association", association).With("@hash", hash).FirstAsync(Read, ct)
            : (await tx.Command("SELECT id, folded_name FROM applicants WHERE association_key = @association AND mobile = @mobile AND folded_name = @name ORDER BY created_at")
                .With("@association", association).With("@mobile", accepted.Mobile).With("@name", accepted.FoldedName).AllAsync(Read, ct))
                .Find(found => !others.Contains(found.Id, StringComparer.Ordinal));

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
