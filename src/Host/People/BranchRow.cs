using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.People;

/// <summary>A branch office of an association.</summary>
internal sealed class BranchRow
{
    public required string AssociationKey { get; set; }

    public required string Id { get; set; }

    public required string NameAr { get; set; }

    public required string NameEn { get; set; }

    /// <summary>When it was given up; its cases stay. Null while it works.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}

/// <summary>Somebody works at a branch.</summary>
internal sealed class StaffBranchRow
{
    public required string UserId { get; set; }

    public required string AssociationKey { get; set; }

    public required string BranchId { get; set; }
}

internal sealed class BranchRowConfiguration : IEntityTypeConfiguration<BranchRow>, IEntityTypeConfiguration<StaffBranchRow>
{
    public void Configure(EntityTypeBuilder<BranchRow> builder) => builder.ToTable("branches").HasKey(row => new { row.AssociationKey, row.Id });

    public void Configure(EntityTypeBuilder<StaffBranchRow> builder) => builder.ToTable("staff_branches").HasKey(row => new { row.UserId, row.AssociationKey, row.BranchId });
}
