using CaseWorkflows.Host.Forms;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>The versions of forms.</summary>
internal static class FormStore
{
    /// <summary>
    /// The version a task opens with, asked within the statement that opens it: so hosts whose files differ for a while still open with the same.
    /// </summary>
    public const string CurrentHash = "SELECT hash FROM form_versions WHERE association_key = @association AND key = @form ORDER BY number DESC LIMIT 1";

    /// <summary>The version of an association's form that tasks open with now, and its number; null when there is none.</summary>
    public static ValueTask<(int Number, string Hash)?> CurrentInTx(CaseTransaction tx, string association, string key, CancellationToken ct)
        => tx.Command("SELECT number, hash FROM form_versions WHERE association_key = @association AND key = @key ORDER BY number DESC LIMIT 1")
            .With("@association", association).With("@key", key).FirstAsync(row => ((int, string)?)(row.Int(0), row.Text(1)), ct);

    public static async ValueTask InsertInTx(CaseTransaction tx, FormVersionRow row, CancellationToken ct)
        => await tx.Command("INSERT INTO form_versions (association_key, key, number, hash, json, created_at) VALUES (@association, @key, @number, @hash, @json, @at)")
            .With("@association", row.AssociationKey).With("@key", row.Key).With("@number", row.Number).With("@hash", row.Hash).With("@json", row.Json).With("@at", row.CreatedAt)
            .WriteAsync(ct);
}
