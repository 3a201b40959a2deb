using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;

namespace CaseWorkflows.Host.Forms;

/// <summary>
/// Brings the form files into the database. A changed file becomes a new version, which tasks open with from then on; open ones keep theirs. Doing it again with
/// the same files changes nothing, and a form whose file is gone or cannot be used stays as it was.
/// </summary>
internal sealed class FormImport(UnitOfWork unitOfWork, AssociationRegistry associations, FormShelf shelf, TimeProvider clock, ILogger<FormImport> logger)
{
    /// <summary>Answers what is wrong with the files that were left out.</summary>
    public async Task<IReadOnlyList<FileFinding>> RunAsync(CancellationToken ct)
    {
        shelf.ReadAgain();
        foreach (var association in associations.All)
        {
            var forms = shelf.Of(association.Key).Values.ToList();
            var added = await unitOfWork.WriteAsync<int>(async (tx, token) => await AddInTx(tx, association.Key, forms, token), ct);
            if (added.Value > 0)
            {
                logger.LogInformation("Imported {Count} forms of {Association}", added.Value, association.Key);
            }
        }

        return shelf.Findings;
    }

    private async Task<Outcome<int>> AddInTx(CaseTransaction tx, string association, List<Form> forms, CancellationToken ct)
    {
        var added = 0;
        foreach (var form in forms)
        {
            var current = await FormStore.CurrentInTx(tx, association, form.Key, ct);
            if (current?.Hash != form.Version)
            {
                await FormStore.InsertInTx(tx, new()
                {
                    AssociationKey = association, Key = form.Key, Number = (current?.Number ?? 0) + 1, Hash = form.Version, Json = form.Json, CreatedAt = clock.GetUtcNow(),
                }, ct);
                added++;
            }
        }

        return added;
    }
}
