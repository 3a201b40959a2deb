namespace CaseWorkflows.Cases.Documents;

/// <summary>A file that is kept, whether or not it is filed with a case yet. As JSON it may wait on a page or in a draft: nothing in it is secret.</summary>
/// <param name="Sha256">Of the content, lower-case hex; where it lies.</param>
/// <param name="Bytes">How much there is.</param>
/// <param name="MediaType">By its content.</param>
/// <param name="Name">As people see and save it, cleaned; never used as a path.</param>
public sealed record StoredDocument(string Sha256, long Bytes, string MediaType, string Name);
