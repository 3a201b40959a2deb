using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.People;

/// <summary>A role held in one association. Read on every request, so giving or taking one acts at once.</summary>
internal sealed class StaffRoleRow
{
    public required string UserId { get; set; }

    public required string AssociationKey { get; set; }

    /// <summary>A role key.</summary>
    public required string Role { get; set; }
}

internal sealed class StaffRoleRowConfiguration : IEntityTypeConfiguration<StaffRoleRow>
{
    public void Configure(EntityTypeBuilder<StaffRoleRow> builder) =>
        builder.ToTable("staff_roles").HasKey(row => new { row.UserId, row.AssociationKey, row.Role });
}
