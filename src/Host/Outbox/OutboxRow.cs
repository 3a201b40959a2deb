using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Outbox;

/// <summary>
/// Something that must leave the process, written with the work that caused it. Sent at least once; the receiver tells repeats apart by
/// the idempotency key. Waiting until dispatched or given up on, never both.
/// </summary>
internal sealed class OutboxRow
{
    public long Id { get; set; }

    public required string Kind { get; set; }

    public required string IdempotencyKey { get; set; }

    public required string AssociationKey { get; set; }

    public string? CaseId { get; set; }

    public required string Payload { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset NextAttemptAt { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset? DispatchedAt { get; set; }

    /// <summary>When the last try was used up and a person must look.</summary>
    public DateTimeOffset? DeadAt { get; set; }

    public string? LastError { get; set; }
}

internal sealed class OutboxRowConfiguration : IEntityTypeConfiguration<OutboxRow>
{
    public void Configure(EntityTypeBuilder<OutboxRow> builder) => builder.ToTable("outbox").HasKey(row => row.Id);
}
