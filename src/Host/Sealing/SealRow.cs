using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Sealing;

/// <summary>A seal, as the line that is copied to where nobody with the database reaches.</summary>
internal sealed class SealRow
{
    public required string AssociationKey { get; set; }

    public long Number { get; set; }

    public DateTimeOffset At { get; set; }

    public required string Line { get; set; }
}

/// <summary>The end of a case's history, in the seal in which it had moved.</summary>
internal sealed class SealedHeadRow
{
    public required string AssociationKey { get; set; }

    public required string CaseId { get; set; }

    public long Seal { get; set; }

    public long Seq { get; set; }

    public required string Hash { get; set; }
}

/// <summary>A key an association signs or signed with.</summary>
internal sealed class SealKeyRow
{
    public required string AssociationKey { get; set; }

    /// <summary>From 1, in the order in which they followed each other.</summary>
    public long Place { get; set; }

    /// <summary>The public half, as JSON.</summary>
    public required string Record { get; set; }

    /// <summary>The private half, encrypted under the service's own keys.</summary>
    public required string PrivateKey { get; set; }
}

internal sealed class SealRowConfiguration : IEntityTypeConfiguration<SealRow>, IEntityTypeConfiguration<SealedHeadRow>, IEntityTypeConfiguration<SealKeyRow>
{
    public void Configure(EntityTypeBuilder<SealRow> builder) => builder.ToTable("seals").HasKey(row => new { row.AssociationKey, row.Number });

    public void Configure(EntityTypeBuilder<SealedHeadRow> builder) => builder.ToTable("sealed_heads").HasKey(row => new { row.AssociationKey, row.CaseId, row.Seal });

    public void Configure(EntityTypeBuilder<SealKeyRow> builder) => builder.ToTable("seal_keys").HasKey(row => new { row.AssociationKey, row.Place });
}
