using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Forms;

/// <summary>A form as it stood at some time. Only ever added; the database refuses anything else. Tasks open with the one of the highest number.</summary>
internal sealed class FormVersionRow
{
    public required string AssociationKey { get; set; }

    public required string Key { get; set; }

    /// <summary>From 1 within the association's form of that key.</summary>
    public int Number { get; set; }

    /// <summary>The form's own version: two numbers may have the same, when a file was put back as it had been.</summary>
    public required string Hash { get; set; }

    /// <summary>The form in its canonical spelling.</summary>
    public required string Json { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class FormVersionRowConfiguration : IEntityTypeConfiguration<FormVersionRow>
{
    public void Configure(EntityTypeBuilder<FormVersionRow> builder) => builder.ToTable("form_versions").HasKey(row => new { row.AssociationKey, row.Key, row.Number });
}
