using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Host.Documents;
using CaseWorkflows.Host.Forms;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tasks.Pages;

/// <summary>Takes the files that came with a post: each is kept once it has been looked at, and from then on its ticket stands among what was typed. It is filed with the case when the task is completed.</summary>
internal sealed class TaskFiles(IDbContextFactory<CaseDbContext> contexts, FormCatalogue forms, DocumentStore documents, DocumentTickets tickets, CurrentCaller caller)
{
    private const string Field = "data.";

    /// <summary>The post with its files taken, and what is wrong with those that were not. Files sent to a task that is not the caller's are left alone.</summary>
    public async Task<(TypedTask Typed, IReadOnlyList<FormError> Refused)> TakeAsync(string taskId, TypedTask typed, IFormFileCollection files, CancellationToken ct)
    {
        if (files.Count == 0 || await FormOfAsync(taskId, ct) is not { } form)
        {
            return (typed, []);
        }

        var (fields, refused) = (typed.Content.Fields.ToList(), new List<FormError>());
        foreach (var file in files.Where(file => file.Name.StartsWith(Field, StringComparison.Ordinal)))
        {
            var key = file.Name[Field.Length..];
            if (form.Find(key) is not { Type: FieldType.File } field)
            {
                continue;
            }

            if (!(await documents.KeepAsync(file, field.Files, ct)).Succeeded(out var kept, out var refusal))
            {
                refused.Add(new(key, refusal.Code, refusal.Message));
                continue;
            }

            fields.RemoveAll(other => other.Key == key);
            fields.Add(new(key, tickets.Of(taskId, kept)));
        }

        return (typed with { Content = typed.Content with { Fields = fields } }, refused);
    }

    private async Task<Form?> FormOfAsync(string taskId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var instance = TaskStore.InstanceOf(taskId);
        var task = await context.UserTasks.Where(row => row.WorkflowInstanceId == instance && row.Id == taskId).SingleOrDefaultAsync(ct);
        return task is { FormVersion: { } version, Assignee: { } holder } && caller.IsIn(task.AssociationKey) && caller.HandsIn(task.AssociationKey).Contains(holder)
            ? await forms.GetAsync(task.AssociationKey, task.Form!, version, ct)
            : null;
    }
}
