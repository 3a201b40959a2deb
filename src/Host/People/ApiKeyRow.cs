using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.People;

/// <summary>A program's way in, acting in one association with one role. The key itself is shown once, when made, and never stored.</summary>
internal sealed class ApiKeyRow
{
    public required string Id { get; set; }

    public required string AssociationKey { get; set; }

    public required string Name { get; set; }

    /// <summary>A role key.</summary>
    public required string Role { get; set; }

    /// <summary>SHA-256 of the key in lower-case hex. The key is random and long, so it needs no salt.</summary>
    public required string KeyHash { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}

internal sealed class ApiKeyRowConfiguration : IEntityTypeConfiguration<ApiKeyRow>
{
    public void Configure(EntityTypeBuilder<ApiKeyRow> builder) => builder.ToTable("api_keys").HasKey(row => row.Id);
}
