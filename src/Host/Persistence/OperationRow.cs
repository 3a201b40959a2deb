using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Persistence;

/// <summary>
/// The answer already given to an operation. A second delivery with the same request receives it again; with another request it is refused,
/// which is what the request hash is for.
/// </summary>
internal sealed class OperationRow
{
    /// <summary>What the operation id is unique within, such as the task it completes.</summary>
    public required string Scope { get; set; }

    public required string OperationId { get; set; }

    public required string RequestHash { get; set; }

    public int StatusCode { get; set; }

    /// <summary>The JSON that was answered.</summary>
    public required string Response { get; set; }

    /// <summary>Where what was made is found; null when nothing was.</summary>
    public string? Location { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class OperationRowConfiguration : IEntityTypeConfiguration<OperationRow>
{
    public void Configure(EntityTypeBuilder<OperationRow> builder) =>
        builder.ToTable("operations").HasKey(row => new { row.Scope, row.OperationId });
}
