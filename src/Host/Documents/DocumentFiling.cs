namespace CaseWorkflows.Host.Documents;

/// <summary>How a document is filed.</summary>
/// <param name="Source">Where it came from.</param>
/// <param name="Kind">What it is to the case: the key of a required document, <see cref="Other"/>, or that of a session's minutes.</param>
/// <param name="TaskId">The task it was attached to; null for others.</param>
internal sealed record DocumentFiling(DocumentSource Source, string Kind = DocumentFiling.Other, string? TaskId = null)
{
    /// <summary>For what is none of the documents a service requires.</summary>
    public const string Other = "other";

    private const string Minutes = "signed-minutes/";

    /// <summary>For the paper a committee has signed after a session. It holds the whole agenda, so it opens for those who read minutes and for nobody else.</summary>
    public static string SignedMinutes(string sessionId) => Minutes + sessionId;

    /// <summary>True for such a paper's kind, of whatever session.</summary>
    public static bool IsSignedMinutes(string kind) => kind.StartsWith(Minutes, StringComparison.Ordinal);
}

/// <summary>A document as it is handed to somebody who may have it.</summary>
/// <param name="Path">Where its content lies.</param>
/// <param name="MediaType">By its content.</param>
/// <param name="Name">Under which it is saved.</param>
/// <param name="Inline">True for looking at it where it is.</param>
internal sealed record HandedDocument(string Path, string MediaType, string Name, bool Inline);
