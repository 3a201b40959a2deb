using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Definitions;

/// <summary>Something that was done to a procedure's versions. Only ever added; the database refuses anything else.</summary>
internal sealed class DefinitionEventRow
{
    public const string Imported = "imported";
    public const string Created = "created";
    public const string Published = "published";
    public const string Retracted = "retracted";
    public const string Reverted = "reverted";
    public const string Archived = "archived";
    public const string VersionArchived = "version-archived";

    public required string DefinitionId { get; set; }

    /// <summary>From 1 within the definition.</summary>
    public int Seq { get; set; }

    public required string AssociationKey { get; set; }

    public required string VersionId { get; set; }

    public int Version { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Id of a person, or the host's own.</summary>
    public required string Actor { get; set; }

    /// <summary>One of the names above.</summary>
    public required string Action { get; set; }

    /// <summary>Why; always there for what a person published.</summary>
    public string? Reason { get; set; }

    /// <summary>The session of the board that approved it; null when none was named.</summary>
    public string? BoardSession { get; set; }
}

internal sealed class DefinitionEventRowConfiguration : IEntityTypeConfiguration<DefinitionEventRow>
{
    public void Configure(EntityTypeBuilder<DefinitionEventRow> builder) => builder.ToTable("definition_events").HasKey(row => new { row.DefinitionId, row.Seq });
}
