using System.Runtime.CompilerServices;
using System.Text.Json;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Tasks;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Forms;

/// <summary>What somebody has typed and not sent: the fields of the form by their names on the page, in order, and the reason.</summary>
internal sealed record DraftContent(IReadOnlyList<KeyValuePair<string, string>> Fields, string Reason)
{
    /// <summary>True when both say the same; a field left empty is as good as one not sent.</summary>
    public bool Says(DraftContent other) => Reason.Trim() == other.Reason.Trim()
        && Fields.Where(field => field.Value.Length > 0).Order(ByName).SequenceEqual(other.Fields.Where(field => field.Value.Length > 0).Order(ByName));

    private static readonly Comparer<KeyValuePair<string, string>> ByName = Comparer<KeyValuePair<string, string>>.Create((one, other) => string.CompareOrdinal(one.Key, other.Key));
}

/// <summary>A draft as it was saved.</summary>
internal sealed record SavedDraft(DraftContent Content, int Revision, DateTimeOffset SavedAt);

/// <summary>What came of saving one: the draft as it is now. When another tab had saved something else meanwhile, that is the other tab's, and nothing was written.</summary>
internal sealed record DraftSaving(SavedDraft Draft, bool IsOvertaken);

/// <summary>Drafts of the forms of tasks, one for each person who holds the task. Each is encrypted as a whole, and gone when the task is done.</summary>
internal sealed class TaskDrafts(UnitOfWork unitOfWork, IDbContextFactory<CaseDbContext> contexts, AnswerVault vault, TimeProvider clock)
{
    /// <summary>Null when the person has none.</summary>
    public async Task<SavedDraft?> FindAsync(string taskId, string person, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.TaskDrafts.SingleOrDefaultAsync(row => row.TaskId == taskId && row.PersonId == person, ct) is { } row ? Opened(row) : null;
    }

    /// <summary>Keeps what was typed, over the draft the page was written with. Only for whoever holds the task.</summary>
    /// <param name="caller">Who typed it.</param>
    /// <param name="taskId">The task.</param>
    /// <param name="content">What was typed.</param>
    /// <param name="seen">The revision of the draft the page was written with; 0 for none.</param>
    /// <param name="ct">Gives up waiting.</param>
    public Task<Outcome<DraftSaving>> SaveAsync(CurrentCaller caller, string taskId, DraftContent content, int seen, CancellationToken ct)
        => unitOfWork.WriteAsync<DraftSaving>(async (tx, token) =>
        {
            if (await TaskStore.LoadInTx(tx, taskId, token) is not var (stored, file) || !caller.IsIn(file.Association))
            {
                return TaskChanges.NoSuchTask();
            }

            if (UserTaskRules.WorkOn(stored.Task, caller.ActorFor(file.Association).Standing(stored.Task)).Refusal is { } refusal)
            {
                return refusal;
            }

            var current = await DraftStore.FindInTx(tx, taskId, caller.Id, token) is { } row ? Opened(row) : null;
            if (current is not null && (current.Revision != seen || current.Content.Says(content)))
            {
                return new DraftSaving(current, IsOvertaken: !current.Content.Says(content));
            }

            var next = new TaskDraftRow
            {
                TaskId = taskId, PersonId = caller.Id, Sealed = vault.SealDraft(JsonSerializer.Serialize(content, JsonSerializerOptions.Web)),
                Revision = (current?.Revision ?? 0) + 1, SavedAt = clock.GetUtcNow(),
            };
            await DraftStore.SaveInTx(tx, next, token);
            return new DraftSaving(new(content, next.Revision, next.SavedAt), IsOvertaken: false);
        }, ct);

    /// <summary>Everything that anybody has typed and not sent. Throws as <see cref="AnswerVault.OpenDraft"/> does.</summary>
    public async IAsyncEnumerable<DraftContent> AllAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        await foreach (var row in context.TaskDrafts.AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return Opened(row).Content;
        }
    }

    private SavedDraft Opened(TaskDraftRow row) => new(JsonSerializer.Deserialize<DraftContent>(vault.OpenDraft(row.Sealed), JsonSerializerOptions.Web)!, row.Revision, row.SavedAt);
}
