using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Notifications;

/// <summary>A message to a beneficiary as it was sent, in both languages. The idempotency key keeps a repeated delivery from writing it twice.</summary>
internal sealed class MessageRow
{
    public required string Id { get; set; }

    public required string IdempotencyKey { get; set; }

    public required string AssociationKey { get; set; }

    public required string CaseId { get; set; }

    public required string Kind { get; set; }

    public required string TextAr { get; set; }

    public required string TextEn { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class MessageRowConfiguration : IEntityTypeConfiguration<MessageRow>
{
    public void Configure(EntityTypeBuilder<MessageRow> builder) => builder.ToTable("messages").HasKey(row => row.Id);
}
