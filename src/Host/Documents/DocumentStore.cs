using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Documents;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Documents;

/// <summary>
/// Takes files in and files them with cases. A file is kept first, on disk and for good, and filed in the transaction of whatever it belongs to; so a row never points at nothing, and a
/// transaction that fails leaves at most content that nobody refers to.
/// </summary>
internal sealed class DocumentStore(DocumentFolder folder, HostSettings settings)
{
    public const string Added = "DocumentAdded";

    /// <summary>How large one file may be, in bytes.</summary>
    public long MostBytes => settings.MostDocumentBytes;

    /// <summary>
    /// Keeps a file once it has been looked at. Refuses as <see cref="DocumentRules.Check"/> does, and <c>document-too-large</c> as soon as it is. The same content again is kept once.
    /// </summary>
    /// <param name="content">Read to its end, once.</param>
    /// <param name="name">As it was sent.</param>
    /// <param name="claimedType">The media type it was sent as; null when none was said.</param>
    /// <param name="limits">What is taken where it was sent; null for all that the service takes.</param>
    /// <param name="ct">Gives up and leaves nothing.</param>
    public async Task<Outcome<StoredDocument>> KeepAsync(Stream content, string? name, string? claimedType, FileLimits? limits, CancellationToken ct)
    {
        Refusal? refusal = null;
        var most = MostFor(limits);
        var kept = await folder.KeepAsync(content, most, found => (refusal = DocumentRules.Check(found.Kind, found.Bytes, name, claimedType, limits?.Kinds).Refusal) is null, ct);
        return kept is null ? DocumentRules.TooLarge(most)
            : refusal is not null ? refusal
            : new StoredDocument(kept.Sha256, kept.Bytes, kept.Kind.MediaType, DocumentName.Clean(name, kept.Kind));
    }

    /// <summary>The same for a file that came with a form.</summary>
    public async Task<Outcome<StoredDocument>> KeepAsync(IFormFile file, FileLimits? limits, CancellationToken ct)
    {
        await using var content = file.OpenReadStream();
        return await KeepAsync(content, file.FileName, file.ContentType, limits, ct);
    }

    /// <summary>How large a file may be where those limits hold.</summary>
    public long MostFor(FileLimits? limits) => Math.Min(MostBytes, limits?.MostBytes ?? MostBytes);

    /// <summary>
    /// Files a kept file with a case and says so in its history; the case is still to be saved. Answers with the document's id. The same content filed again as the same thing is the document
    /// there is, and nothing is written.
    /// </summary>
    public static async ValueTask<string> AttachInTx(CaseTransaction tx, CaseFile file, Actor actor, StoredDocument document, DocumentFiling filing, DateTimeOffset now, CancellationToken ct)
    {
        if (await DocumentRows.FindSameInTx(tx, file.Id, document.Sha256, filing.Kind, ct) is { } there)
        {
            return there;
        }

        var row = new DocumentRow
        {
            Id = Guid.CreateVersion7().ToString("N"), CaseId = file.Id, AssociationKey = file.Association, Kind = filing.Kind, Name = document.Name, MediaType = document.MediaType,
            Bytes = document.Bytes, Sha256 = document.Sha256, Source = filing.Source, TaskId = filing.TaskId, UploadedAt = now, UploadedBy = actor.Id,
        };
        await DocumentRows.InsertInTx(tx, row, ct);
        await CaseActs.RecordInTx(tx, file, actor, Added, now, null, About(row), ct);
        return row.Id;
    }

    /// <summary>What the history says of a document: which it is and what its content comes to, so that another content cannot take its place. Names are people's, and stay out of it.</summary>
    internal static JsonObject About(DocumentRow row) => new() { ["document"] = row.Id, ["kind"] = row.Kind, ["mediaType"] = row.MediaType, ["bytes"] = row.Bytes, ["sha256"] = row.Sha256 };
}
