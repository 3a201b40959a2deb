using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Conversations;

/// <summary>Whose words they are.</summary>
internal enum SpokenDirection
{
    /// <summary>The person's, to the association.</summary>
    In,

    /// <summary>The association's, to the person.</summary>
    Out,
}

/// <summary>Something said between a person and the association about their case. What the procedure sends by itself is not here, but among the messages.</summary>
internal sealed class SpokenRow
{
    /// <summary>How what staff write is sent.</summary>
    public const string Message = "message";

    public required string Id { get; set; }

    public required string CaseId { get; set; }

    public required string AssociationKey { get; set; }

    public SpokenDirection Direction { get; set; }

    /// <summary>The channel it came in by; <see cref="Message"/> for what goes out.</summary>
    public required string Channel { get; set; }

    public required string Text { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Who wrote it, or who wrote it down.</summary>
    public required string ById { get; set; }

    public DateTimeOffset EnteredAt { get; set; }

    /// <summary>Under which the outbox has what goes out, and the messages have it once it went.</summary>
    public string IdempotencyKey => KeyPrefix + Id;

    /// <summary>What the keys of all of them begin with.</summary>
    public const string KeyPrefix = "conversation:";
}

internal sealed class SpokenRowConfiguration : IEntityTypeConfiguration<SpokenRow>
{
    public void Configure(EntityTypeBuilder<SpokenRow> builder)
    {
        builder.ToTable("case_conversation").HasKey(row => row.Id);
        builder.Ignore(row => row.IdempotencyKey);
    }
}
