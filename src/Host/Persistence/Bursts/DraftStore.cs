using CaseWorkflows.Host.Forms;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>What people have typed into a task's form and not sent yet.</summary>
internal static class DraftStore
{
    /// <summary>A person's own draft; null when there is none.</summary>
    public static ValueTask<TaskDraftRow?> FindInTx(CaseTransaction tx, string taskId, string person, CancellationToken ct)
        => tx.Command("SELECT sealed, revision, saved_at FROM task_drafts WHERE task_id = @task AND person_id = @person")
            .With("@task", taskId).With("@person", person)
            .FirstAsync(row => new TaskDraftRow { TaskId = taskId, PersonId = person, Sealed = row.Text(0), Revision = row.Int(1), SavedAt = row.Instant(2) }, ct);

    /// <summary>Writes the first draft, or the next over the one that was read. Whoever was faster makes the unit of work run again.</summary>
    public static async ValueTask SaveInTx(CaseTransaction tx, TaskDraftRow draft, CancellationToken ct)
    {
        var statement = draft.Revision == 1
            ? tx.Command("""
                INSERT INTO task_drafts (task_id, person_id, sealed, revision, saved_at) VALUES (@task, @person, @sealed, @revision, @at) ON CONFLICT (task_id, person_id) DO NOTHING
                """)
            : tx.Command("UPDATE task_drafts SET sealed = @sealed, revision = @revision, saved_at = @at WHERE task_id = @task AND person_id = @person AND revision = @revision - 1");
        await statement.With("@task", draft.TaskId).With("@person", draft.PersonId).With("@sealed", draft.Sealed).With("@revision", draft.Revision).With("@at", draft.SavedAt)
            .WriteOneAsync($"Draft of {draft.TaskId}", ct);
    }

    /// <summary>The task is over, and with it everybody's drafts.</summary>
    public static async ValueTask ForgetInTx(CaseTransaction tx, StoredTask task, CancellationToken ct)
    {
        if (task.Form is not null)
        {
            await tx.Command("DELETE FROM task_drafts WHERE task_id = @task").With("@task", task.Task.Id).WriteAsync(ct);
        }
    }
}
