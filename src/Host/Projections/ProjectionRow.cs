using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Projections;

/// <summary>How far a projection has come.</summary>
internal sealed class ProjectionRow
{
    public required string Name { get; set; }

    /// <summary>Of the projection that made what is there.</summary>
    public long Version { get; set; }

    public long Tx { get; set; }

    public long Place { get; set; }

    /// <summary>How many events are in it.</summary>
    public long Events { get; set; }

    /// <summary>The last of them, so that it shows when places were given anew, as by a restored backup.</summary>
    public string? CaseId { get; set; }

    public long? Seq { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

internal sealed class ProjectionRowConfiguration : IEntityTypeConfiguration<ProjectionRow>
{
    public void Configure(EntityTypeBuilder<ProjectionRow> builder) => builder.ToTable("projections").HasKey(row => row.Name);
}
