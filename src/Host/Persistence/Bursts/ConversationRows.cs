using CaseWorkflows.Host.Conversations;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>Comments, mentions and what was said to and by the person.</summary>
internal static class ConversationRows
{
    /// <summary>Who wrote a comment, and whether it is removed; null when there is none.</summary>
    public static ValueTask<(string Author, bool IsRemoved)?> FindInTx(CaseTransaction tx, string caseId, string commentId, CancellationToken ct)
        => tx.Command("SELECT author_id, removed_at FROM case_comments WHERE id = @id AND case_id = @case")
            .With("@id", commentId).With("@case", caseId).FirstAsync(row => ((string, bool)?)(row.Text(0), !row.IsNull(1)), ct);

    /// <summary>True for somebody a comment of the case is for.</summary>
    public static async ValueTask<bool> IsMentionedInTx(CaseTransaction tx, string caseId, string person, CancellationToken ct)
        => await tx.Command("SELECT count(*) FROM case_mentions m JOIN case_comments c ON c.id = m.comment_id WHERE m.case_id = @case AND m.person_id = @person AND c.removed_at IS NULL")
            .With("@case", caseId).With("@person", person).FirstAsync(row => row.Number(0), ct) > 0;

    public static ValueTask InsertInTx(CaseTransaction tx, CommentRow row, CancellationToken ct)
        => tx.Command("INSERT INTO case_comments (id, case_id, association_key, author_id, text, created_at) VALUES (@id, @case, @association, @author, @text, @at)")
            .With("@id", row.Id).With("@case", row.CaseId).With("@association", row.AssociationKey).With("@author", row.AuthorId).With("@text", row.Text).With("@at", row.CreatedAt).WriteAsync(ct);

    public static async ValueTask MentionInTx(CaseTransaction tx, CommentRow comment, IEnumerable<string> people, CancellationToken ct)
    {
        foreach (var person in people)
        {
            await tx.Command("INSERT INTO case_mentions (comment_id, person_id, case_id, association_key, created_at) VALUES (@comment, @person, @case, @association, @at)")
                .With("@comment", comment.Id).With("@person", person).With("@case", comment.CaseId).With("@association", comment.AssociationKey).With("@at", comment.CreatedAt).WriteAsync(ct);
        }
    }

    public static ValueTask RemoveInTx(CaseTransaction tx, string commentId, string by, DateTimeOffset now, CancellationToken ct)
        => tx.Command("UPDATE case_comments SET removed_at = @now, removed_by = @by WHERE id = @id AND removed_at IS NULL")
            .With("@now", now).With("@by", by).With("@id", commentId).WriteOneAsync($"Comment {commentId}", ct);

    /// <summary>What a person was told of in a case is seen. The second time does nothing.</summary>
    public static ValueTask SeeInTx(CaseTransaction tx, string caseId, string person, DateTimeOffset now, CancellationToken ct)
        => tx.Command("UPDATE case_mentions SET seen_at = @now WHERE case_id = @case AND person_id = @person AND seen_at IS NULL")
            .With("@now", now).With("@case", caseId).With("@person", person).WriteAsync(ct);

    public static ValueTask InsertInTx(CaseTransaction tx, SpokenRow row, CancellationToken ct)
        => tx.Command("""
            INSERT INTO case_conversation (id, case_id, association_key, direction, channel, text, at, by_id, entered_at)
            VALUES (@id, @case, @association, @direction, @channel, @text, @at, @by, @entered)
            """)
            .With("@id", row.Id).With("@case", row.CaseId).With("@association", row.AssociationKey).With("@direction", row.Direction).With("@channel", row.Channel)
            .With("@text", row.Text).With("@at", row.At).With("@by", row.ById).With("@entered", row.EnteredAt).WriteAsync(ct);
}
