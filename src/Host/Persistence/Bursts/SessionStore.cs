using CaseWorkflows.Host.Committees;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>What a unit of work reads of a session: where it belongs, what is on its agenda and how far its minutes are.</summary>
internal sealed record StoredSession(string Id, string Association, int MinutesRevision, bool IsSigned, string Reasons);

/// <summary>Sessions of committees: agenda, attendance, minutes.</summary>
internal static class SessionStore
{
    public static ValueTask InsertInTx(CaseTransaction tx, SessionRow row, CancellationToken ct)
        => tx.Command("""
            INSERT INTO committee_sessions (id, association_key, committee_key, title, held_on, place, created_at, created_by)
            VALUES (@id, @association, @committee, @title, @day, @place, @now, @by)
            """)
            .With("@id", row.Id).With("@association", row.AssociationKey).With("@committee", row.CommitteeKey).With("@title", row.Title)
            .With("@day", row.HeldOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).With("@place", row.Place).With("@now", row.CreatedAt).With("@by", row.CreatedBy)
            .WriteAsync(ct);

    public static ValueTask AddItemInTx(CaseTransaction tx, SessionItemRow row, CancellationToken ct)
        => tx.Command("INSERT INTO committee_session_items (session_id, position, task_id, case_id) VALUES (@session, @position, @task, @case)")
            .With("@session", row.SessionId).With("@position", row.Position).With("@task", row.TaskId).With("@case", row.CaseId).WriteAsync(ct);

    /// <summary>Begins the minutes, in which nothing is reworded yet.</summary>
    public static ValueTask BeginMinutesInTx(CaseTransaction tx, string sessionId, CancellationToken ct)
        => tx.Command("INSERT INTO committee_minutes (session_id, reasons, revision) VALUES (@session, @reasons, 0)").With("@session", sessionId).With("@reasons", "{}").WriteAsync(ct);

    /// <summary>Null when there is no such session.</summary>
    public static ValueTask<StoredSession?> FindInTx(CaseTransaction tx, string sessionId, CancellationToken ct)
        => tx.Command("""
            SELECT s.id, s.association_key, m.revision, CASE WHEN m.signed_at IS NULL THEN 0 ELSE 1 END, m.reasons
            FROM committee_sessions s JOIN committee_minutes m ON m.session_id = s.id WHERE s.id = @session
            """)
            .With("@session", sessionId).FirstAsync(row => new StoredSession(row.Text(0), row.Text(1), row.Int(2), row.Int(3) == 1, row.Text(4)), ct);

    /// <summary>The task of a sitting of the association, with its case and committee; null when there is none.</summary>
    public static ValueTask<(string Case, string Committee)?> FindSittingInTx(CaseTransaction tx, string taskId, string association, CancellationToken ct)
        => tx.Command("SELECT case_id, committee_key FROM committee_sittings WHERE task_id = @task AND association_key = @association")
            .With("@task", taskId).With("@association", association).FirstAsync(row => ((string, string)?)(row.Text(0), row.Text(1)), ct);

    /// <summary>Says whether a member came; the last word counts.</summary>
    public static ValueTask NoteInTx(CaseTransaction tx, AttendanceRow row, CancellationToken ct)
        => tx.Command("""
            INSERT INTO committee_attendance (session_id, member_id, present, noted_at, noted_by) VALUES (@session, @member, @present = 1, @now, @by)
            ON CONFLICT (session_id, member_id) DO UPDATE SET present = excluded.present, noted_at = excluded.noted_at, noted_by = excluded.noted_by
            """)
            .With("@session", row.SessionId).With("@member", row.MemberId).With("@present", row.Present ? 1 : 0).With("@now", row.NotedAt).With("@by", row.NotedBy).WriteAsync(ct);

    /// <summary>Keeps the chair's wording of reasons.</summary>
    public static ValueTask WordInTx(CaseTransaction tx, StoredSession session, string reasons, CancellationToken ct)
        => tx.Command("UPDATE committee_minutes SET reasons = @reasons, revision = revision + 1 WHERE session_id = @session AND revision = @revision AND signed_at IS NULL")
            .With("@reasons", reasons).With("@session", session.Id).With("@revision", session.MinutesRevision).WriteOneAsync($"Minutes of {session.Id}", ct);

    /// <summary>Seals the minutes for good.</summary>
    public static ValueTask SignInTx(CaseTransaction tx, StoredSession session, SealedMinutes minutes, string by, DateTimeOffset now, CancellationToken ct)
        => tx.Command("""
            UPDATE committee_minutes SET text_ar = @arabic, text_en = @english, sha256 = @seal, signed_at = @now, signed_by = @by, revision = revision + 1
            WHERE session_id = @session AND revision = @revision AND signed_at IS NULL
            """)
            .With("@arabic", minutes.Arabic).With("@english", minutes.English).With("@seal", minutes.Sha256).With("@now", now).With("@by", by)
            .With("@session", session.Id).With("@revision", session.MinutesRevision).WriteOneAsync($"Minutes of {session.Id}", ct);

    /// <summary>Cases on the agenda by id, so that whoever takes them all in hand takes them in one order.</summary>
    public static async ValueTask<IReadOnlyList<string>> CasesInTx(CaseTransaction tx, string sessionId, CancellationToken ct)
        => await tx.Command("SELECT DISTINCT case_id FROM committee_session_items WHERE session_id = @session ORDER BY case_id").With("@session", sessionId).AllAsync(row => row.Text(0), ct);
}
