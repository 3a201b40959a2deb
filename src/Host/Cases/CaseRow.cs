using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Cases;

/// <summary>A case as it stands now. Its past is in <see cref="CaseEventRow"/>; both change in one transaction.</summary>
internal sealed class CaseRow
{
    public required string Id { get; set; }

    public required string AssociationKey { get; set; }

    /// <summary>What staff and applicant call the case, unique within the association.</summary>
    public required string Number { get; set; }

    public required string Service { get; set; }

    public required string Channel { get; set; }

    /// <summary>The branch the request came in at; null for the association itself.</summary>
    public string? BranchId { get; set; }

    public required string Stage { get; set; }

    /// <summary>Null exactly while the case is open.</summary>
    public string? Result { get; set; }

    public required string ApplicantId { get; set; }

    public string? Needs { get; set; }

    public required string DefinitionId { get; set; }

    /// <summary>The version the case started on and stays on until someone migrates it.</summary>
    public required string DefinitionVersionId { get; set; }

    public required string WorkflowInstanceId { get; set; }

    public DateTimeOffset OpenedAt { get; set; }

    public required string OpenedBy { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Null exactly while the case is open.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>When the applicant was told that the request goes to the committee; the two weeks count from here.</summary>
    public DateTimeOffset? InformedAt { get; set; }

    public string? RegistrationNumber { get; set; }

    public int? SatisfactionScore { get; set; }

    /// <summary>The number of the newest event in the case's history.</summary>
    public long HistorySeq { get; set; }

    /// <summary>Its hash, so that a missing end shows.</summary>
    public required string HistoryHash { get; set; }

    /// <summary>Counts writes; a writer that read another number has lost the race.</summary>
    public int Revision { get; set; }
}

internal sealed class CaseRowConfiguration : IEntityTypeConfiguration<CaseRow>
{
    public void Configure(EntityTypeBuilder<CaseRow> builder) => builder.ToTable("cases").HasKey(row => row.Id);
}
