namespace CaseWorkflows.Host.Documents;

/// <summary>A file that is kept and not filed with a case yet. As JSON it may wait in a draft: nothing in it is secret, and the content is kept for good.</summary>
/// <param name="Sha256">Of the content, lower-case hex.</param>
/// <param name="Bytes">How much there is.</param>
/// <param name="MediaType">By its content.</param>
/// <param name="Name">As people see and save it, cleaned.</param>
internal sealed record StoredDocument(string Sha256, long Bytes, string MediaType, string Name);

/// <summary>How a document is filed.</summary>
/// <param name="Source">Where it came from.</param>
/// <param name="Kind">What it is to the case: the key of a required document, or <see cref="Other"/>.</param>
/// <param name="TaskId">The task it was attached to; null for others.</param>
internal sealed record DocumentFiling(DocumentSource Source, string Kind = DocumentFiling.Other, string? TaskId = null)
{
    /// <summary>For what is none of the documents a service requires.</summary>
    public const string Other = "other";
}

/// <summary>A document as it is handed to somebody who may have it.</summary>
/// <param name="Path">Where its content lies.</param>
/// <param name="MediaType">By its content.</param>
/// <param name="Name">Under which it is saved.</param>
/// <param name="Inline">True for looking at it where it is.</param>
internal sealed record HandedDocument(string Path, string MediaType, string Name, bool Inline);
