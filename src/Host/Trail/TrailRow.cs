using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Trail;

/// <summary>An event by numbers; each but <see cref="Place"/>, <see cref="At"/> and <see cref="Seq"/> stands for a word of <see cref="TrailWordRow"/>.</summary>
internal sealed class TrailRow
{
    /// <summary>Its number in the order in which events were committed.</summary>
    public long Place { get; set; }

    public long Association { get; set; }

    public DateTimeOffset At { get; set; }

    public required string CaseId { get; set; }

    public long Seq { get; set; }

    public long Actor { get; set; }

    public long? Behalf { get; set; }

    public long Action { get; set; }

    public long? Step { get; set; }

    public long? Clause { get; set; }

    public long? Version { get; set; }

    /// <summary>The channel the case came in by.</summary>
    public long Channel { get; set; }
}

internal sealed class TrailRowConfiguration : IEntityTypeConfiguration<TrailRow>
{
    public void Configure(EntityTypeBuilder<TrailRow> builder)
    {
        builder.ToTable("trail").HasKey(row => row.Place);
        builder.Property(row => row.Place).ValueGeneratedNever();
    }
}
