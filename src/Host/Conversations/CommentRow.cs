using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Conversations;

/// <summary>Something staff said to each other about a case. What is removed is no longer shown, and stays.</summary>
internal sealed class CommentRow
{
    public required string Id { get; set; }

    public required string CaseId { get; set; }

    public required string AssociationKey { get; set; }

    public required string AuthorId { get; set; }

    public required string Text { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? RemovedAt { get; set; }

    public string? RemovedBy { get; set; }
}

/// <summary>Somebody who is to read a comment.</summary>
internal sealed class MentionRow
{
    public required string CommentId { get; set; }

    public required string PersonId { get; set; }

    public required string CaseId { get; set; }

    public required string AssociationKey { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When the person had the case in front of them; null until then.</summary>
    public DateTimeOffset? SeenAt { get; set; }
}

internal sealed class CommentRowConfiguration : IEntityTypeConfiguration<CommentRow>
{
    public void Configure(EntityTypeBuilder<CommentRow> builder) => builder.ToTable("case_comments").HasKey(row => row.Id);
}

internal sealed class MentionRowConfiguration : IEntityTypeConfiguration<MentionRow>
{
    public void Configure(EntityTypeBuilder<MentionRow> builder) => builder.ToTable("case_mentions").HasKey(row => new { row.CommentId, row.PersonId });
}
