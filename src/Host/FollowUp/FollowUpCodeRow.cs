using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.FollowUp;

/// <summary>What a person follows their case with, as far as it is kept: a keyed hash. The code itself was shown once.</summary>
internal sealed class FollowUpCodeRow
{
    public required string CaseId { get; set; }

    /// <summary>See <see cref="FollowUpCodes.HashOf"/>.</summary>
    public required string CodeHash { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class FollowUpCodeRowConfiguration : IEntityTypeConfiguration<FollowUpCodeRow>
{
    public void Configure(EntityTypeBuilder<FollowUpCodeRow> builder) => builder.ToTable("follow_up_codes").HasKey(row => row.CaseId);
}
