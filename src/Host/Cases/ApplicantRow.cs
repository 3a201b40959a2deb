using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Cases;

/// <summary>A person who applied to one association. Associations never share a row, even for the same person.</summary>
internal sealed class ApplicantRow
{
    public required string Id { get; set; }

    public required string AssociationKey { get; set; }

    public required string FullName { get; set; }

    /// <summary>The name with Arabic spelling variants folded away; what search compares.</summary>
    public required string FoldedName { get; set; }

    /// <summary>Encrypted; see <see cref="People.NationalIdVault"/>. Null when none was given.</summary>
    public string? NationalIdProtected { get; set; }

    /// <summary>Keyed hash for finding the same person again without decrypting anyone.</summary>
    public string? NationalIdHash { get; set; }

    public string? Mobile { get; set; }

    public DateOnly? BirthDate { get; set; }

    /// <summary>In the calendar and digits of whoever typed it; the only way to tell a misread date from a mistyped one.</summary>
    public string? BirthDateAsTyped { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class ApplicantRowConfiguration : IEntityTypeConfiguration<ApplicantRow>
{
    public void Configure(EntityTypeBuilder<ApplicantRow> builder) => builder.ToTable("applicants").HasKey(row => row.Id);
}
