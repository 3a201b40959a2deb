using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Documents;

/// <summary>Where a document came from.</summary>
internal enum DocumentSource
{
    /// <summary>Somebody of the staff filed it with the case.</summary>
    Staff,

    /// <summary>It came with the request.</summary>
    Intake,

    /// <summary>It was attached to a task's form.</summary>
    Task,
}

/// <summary>A document of a case. Its content lies in the documents folder under its hash; what is removed is no longer shown, and stays.</summary>
internal sealed class DocumentRow
{
    public required string Id { get; set; }

    public required string CaseId { get; set; }

    public required string AssociationKey { get; set; }

    /// <summary>What it is to the case: the key of a document the service requires, or <see cref="DocumentFiling.Other"/>.</summary>
    public required string Kind { get; set; }

    /// <summary>As people see and save it, cleaned.</summary>
    public required string Name { get; set; }

    /// <summary>By its content.</summary>
    public required string MediaType { get; set; }

    public long Bytes { get; set; }

    /// <summary>Of its content, lower-case hex.</summary>
    public required string Sha256 { get; set; }

    public DocumentSource Source { get; set; }

    /// <summary>The task it was attached to; null for others.</summary>
    public string? TaskId { get; set; }

    public DateTimeOffset UploadedAt { get; set; }

    public required string UploadedBy { get; set; }

    public DateTimeOffset? RemovedAt { get; set; }

    public string? RemovedBy { get; set; }

    public string? RemovedReason { get; set; }
}

internal sealed class DocumentRowConfiguration : IEntityTypeConfiguration<DocumentRow>
{
    public void Configure(EntityTypeBuilder<DocumentRow> builder) => builder.ToTable("case_documents").HasKey(row => row.Id);
}
