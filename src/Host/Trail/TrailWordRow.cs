using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Trail;

/// <summary>A word of the trail and its number.</summary>
internal sealed class TrailWordRow
{
    public long Id { get; set; }

    public required string Text { get; set; }
}

internal sealed class TrailWordRowConfiguration : IEntityTypeConfiguration<TrailWordRow>
{
    public void Configure(EntityTypeBuilder<TrailWordRow> builder) => builder.ToTable("trail_words").HasKey(row => row.Id);
}
