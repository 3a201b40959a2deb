using CaseWorkflows.Cases.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.People;

/// <summary>Somebody's absence in one association. Never removed: an ended one keeps who ended it.</summary>
internal sealed class AbsenceRow
{
    public required string Id { get; set; }

    public required string AssociationKey { get; set; }

    public required string PersonId { get; set; }

    /// <summary>Who stands in; null when nobody does.</summary>
    public string? DeputyId { get; set; }

    public DateOnly FromDay { get; set; }

    public DateOnly ToDay { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public required string CreatedBy { get; set; }

    /// <summary>When it was called off or cut short; null while it counts.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public string? EndedBy { get; set; }

    public Absence ToAbsence() => new(PersonId, DeputyId, FromDay, ToDay);
}

internal sealed class AbsenceRowConfiguration : IEntityTypeConfiguration<AbsenceRow>
{
    public void Configure(EntityTypeBuilder<AbsenceRow> builder) => builder.ToTable("absences").HasKey(row => row.Id);
}
