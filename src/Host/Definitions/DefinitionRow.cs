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

    /// <summary>The definition in Elsa's JSON, in our canonical form (docs/adr/0019). Its flags are those of the moment; the columns count.</summary>
    public required string Json { get; set; }

    /// <summary><see cref="FromFile"/> or <see cref="FromDesigner"/>.</summary>
    public required string Source { get; set; }

    /// <summary>Repeated from the JSON for lists.</summary>
    public string? Description { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Counts the saves of a draft; 0 for what came from a file or was copied from another version.</summary>
    public int Edit { get; set; }

    public DateTimeOffset SavedAt { get; set; }

    /// <summary>Who saved last; null for a file.</summary>
    public string? SavedBy { get; set; }

    /// <summary>The last <see cref="Edit"/> made by somebody else than <see cref="SavedBy"/>; 0 when nobody else did any.</summary>
    public int ForeignEdit { get; set; }

    /// <summary>Id of the version this one was drawn upon; null for the first and for files.</summary>
    public string? BasedOn { get; set; }

    /// <summary>When it was first published; null for a draft. Set once.</summary>
    public DateTimeOffset? PublishedAt { get; set; }

    public DateTimeOffset? ArchivedAt { get; set; }
}

internal sealed class DefinitionRowConfiguration : IEntityTypeConfiguration<DefinitionRow>
{
    public void Configure(EntityTypeBuilder<DefinitionRow> builder)
    {
        builder.ToTable("workflow_definitions").HasKey(row => row.Id);

        // Whoever changes a version changes one of these: two who do it at once meet here.
        builder.Property(row => row.Edit).IsConcurrencyToken();
        builder.Property(row => row.IsLatest).IsConcurrencyToken();
        builder.Property(row => row.IsPublished).IsConcurrencyToken();
    }
}
