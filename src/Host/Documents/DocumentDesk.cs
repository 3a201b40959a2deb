using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Cases.Documents;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Desk;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Documents;

/// <summary>What staff do with a case's documents: file, look at, take along, remove from sight. Each leaves a line in the case's history.</summary>
internal sealed class DocumentDesk(
    DocumentFolder folder, CaseActs acts, CaseAccess access, AssociationRegistry associations, IDbContextFactory<CaseDbContext> contexts)
{
    private const int MostReason = 500;

    private static readonly Role[] Removers = [Role.RelationsSupervisor, Role.Administrator];

    /// <summary>Those of a case, oldest first, removed ones included. For callers who see everything of it.</summary>
    public async Task<IReadOnlyList<DocumentRow>> OfAsync(string caseId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.Documents.Where(row => row.CaseId == caseId).OrderBy(row => row.UploadedAt).ThenBy(row => row.Id).ToListAsync(ct);
    }

    /// <summary>What documents of a service's cases are filed as.</summary>
    public IReadOnlyList<RequiredDocument> KindsOf(string association, string service)
        => associations.Find(association)?.Profile.Services.FirstOrDefault(offered => offered.Key == service)?.RequiredDocuments ?? [];

    /// <summary>Files a kept file with a case. Refuses <c>no-such-case</c>, <c>may-not-add-document</c>, <c>unknown-document-kind</c>.</summary>
    public async Task<Outcome<string>> AddAsync(CurrentCaller caller, string caseId, StoredDocument document, string? kind, CancellationToken ct)
    {
        if (!(await access.OfAsync(caller, caseId, ct)).Succeeded(out var seen, out var refusal))
        {
            return refusal;
        }

        var filing = new DocumentFiling(DocumentSource.Staff, string.IsNullOrWhiteSpace(kind) ? DocumentFiling.Other : kind.Trim());
        return !seen.MayAdd ? DocumentAnswers.MayNotAdd()
            : filing.Kind != DocumentFiling.Other && KindsOf(seen.Case.AssociationKey, seen.Case.Service).All(known => known.Key != filing.Kind) ? DocumentAnswers.UnknownKind()
            : await acts.DoAsync<string>(caller, caseId, async (tx, file, actor, now, token) => await DocumentStore.AttachInTx(tx, file, actor, document, filing, now, token), ct);
    }

    /// <summary>
    /// Hands a document out, once the history says to whom. Refuses <c>no-such-case</c>, <c>documents-hidden</c>, <c>no-such-document</c> and <c>document-damaged</c>: what is not the content that
    /// was put in is never handed out as if it were.
    /// </summary>
    /// <param name="caller">Who wants it.</param>
    /// <param name="caseId">Whose file it is in.</param>
    /// <param name="id">Its id.</param>
    /// <param name="download">True to take it along, false to look at it; what browsers do not show is taken along.</param>
    /// <param name="ct">Gives up waiting.</param>
    public async Task<Outcome<HandedDocument>> OpenAsync(CurrentCaller caller, string caseId, string id, bool download, CancellationToken ct)
    {
        if (!(await access.OfAsync(caller, caseId, ct)).Succeeded(out var seen, out var refusal))
        {
            return refusal;
        }

        var found = (await OfAsync(caseId, ct)).FirstOrDefault(row => row.Id == id && row.RemovedAt is null);
        if (found is null ? !seen.IsWhole : !MayOpen(caller, found, seen.IsWhole))
        {
            return found is not null && seen.IsWhole ? DocumentAnswers.MinutesHidden() : DocumentAnswers.Hidden();
        }

        if (found is not null && !await folder.IsSoundAsync(found.Sha256, ct))
        {
            return DocumentAnswers.Damaged();
        }

        return await acts.DoAsync<HandedDocument>(caller, caseId, async (tx, file, actor, now, token) =>
        {
            if (await DocumentRows.FindInTx(tx, caseId, id, token) is not { RemovedAt: null } row)
            {
                return DocumentAnswers.NoSuchDocument();
            }

            var inline = !download && FileKind.OfMediaType(row.MediaType)?.IsShown == true;
            await CaseActs.RecordInTx(tx, file, actor, inline ? "DocumentOpened" : "DocumentDownloaded", now, null, DocumentStore.About(row), token);
            return new HandedDocument(folder.PathOf(row.Sha256), row.MediaType, row.Name, inline);
        }, ct);
    }

    /// <summary>Takes a document out of sight, with a reason; content and row stay. The second time does nothing. Refuses <c>no-such-document</c>, <c>may-not-remove-document</c>, <c>reason-required</c>.</summary>
    public async Task<Outcome<string>> RemoveAsync(CurrentCaller caller, string caseId, string id, string? reason, CancellationToken ct)
    {
        if (!(await access.OfAsync(caller, caseId, ct)).Succeeded(out var seen, out var refusal))
        {
            return refusal;
        }

        if (seen.Disclosure != Disclosure.Everything)
        {
            return DocumentAnswers.Hidden();
        }

        return await acts.DoAsync<string>(caller, caseId, async (tx, file, actor, now, token) =>
        {
            if (await DocumentRows.FindInTx(tx, caseId, id, token) is not { } row)
            {
                return DocumentAnswers.NoSuchDocument();
            }

            if (!MayRemove(actor, row))
            {
                return DocumentAnswers.MayNotRemove();
            }

            if (row.RemovedAt is not null)
            {
                return id;
            }

            if (ArabicText.Fold(reason ?? "").Length == 0)
            {
                return DocumentAnswers.ReasonRequired();
            }

            if (reason!.Trim() is { Length: > MostReason })
            {
                return DocumentAnswers.ReasonTooLong();
            }

            await DocumentRows.RemoveInTx(tx, id, actor.Id, reason.Trim(), now, token);
            await CaseActs.RecordInTx(tx, file, actor.Standing(Removers), "DocumentRemoved", now, reason.Trim(), DocumentStore.About(row), token);
            return id;
        }, ct);
    }

    /// <summary>Who sees everything of a case opens its documents; the paper a committee signed is about other people's cases too, and opens for those who read minutes.</summary>
    public static bool MayOpen(CurrentCaller caller, DocumentRow row, bool isWhole)
        => DocumentFiling.IsSignedMinutes(row.Kind) ? caller.HoldsAnyOf(DeskParts.CommitteeRoles, row.AssociationKey) : isWhole;

    /// <summary>Whoever added it, and those who lead.</summary>
    public static bool MayRemove(Actor actor, DocumentRow row) => row.UploadedBy == actor.Id || Removers.Any(actor.Standing(Removers).Has);
}
