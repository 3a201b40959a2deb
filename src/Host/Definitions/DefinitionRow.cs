using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Definitions;

/// <summary>One version of a procedure. Once published its JSON never changes; a change is a new version.</summary>
internal sealed class DefinitionRow
{
    public const string FromFile = "file";
    public const string FromDesigner = "designer";

    /// <summary>Id of this version.</summary>
    public required string Id { get; set; }

    public required string AssociationKey { get; set; }

    /// <summary>Id shared by all versions of the procedure.</summary>
    public required string DefinitionId { get; set; }

    public int Version { get; set; }

    public required string Name { get; set; }

    public bool IsLatest { get; set; }

    public bool IsPublished { get; set; }

    /// <summary>Hash of the JSON; tells whether a file on disk has changed since it was imported.</summary>
    public required string ContentHash { get; set; }

    /// <summary>The definition in Elsa's JSON, byte for byte as it was saved or imported.</summary>
    public required string Json { get; set; }

    /// <summary><see cref="FromFile"/> or <see cref="FromDesigner"/>.</summary>
    public required string Source { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? PublishedAt { get; set; }

    public DateTimeOffset? ArchivedAt { get; set; }
}

internal sealed class DefinitionRowConfiguration : IEntityTypeConfiguration<DefinitionRow>
{
    public void Configure(EntityTypeBuilder<DefinitionRow> builder) => builder.ToTable("workflow_definitions").HasKey(row => row.Id);
}
