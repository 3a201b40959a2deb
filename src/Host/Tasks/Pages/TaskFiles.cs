using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Host.Forms;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tasks.Pages;

/// <summary>Takes the files that came with a post: each is looked at before it is kept, and from then on something short stands for it among what was typed.</summary>
internal sealed class TaskFiles(IDbContextFactory<CaseDbContext> contexts, FormCatalogue forms, IFormAttachments attachments, CurrentCaller caller)
{
    private const string Field = "data.";
    private const int LongestName = 200;

    /// <summary>The post with its files taken, and what is wrong with those that were not. Files sent to a task that is not the caller's are left alone.</summary>
    public async Task<(TypedTask Typed, IReadOnlyList<FormError> Refused)> TakeAsync(string taskId, TypedTask typed, IFormFileCollection files, CancellationToken ct)
    {
        if (!files.Any(file => file.Length > 0) || await FormOfAsync(taskId, ct) is not { } form)
        {
            return (typed, []);
        }

        var (fields, refused) = (typed.Content.Fields.ToList(), new List<FormError>());
        foreach (var file in files.Where(file => file.Length > 0 && file.Name.StartsWith(Field, StringComparison.Ordinal)))
        {
            var key = file.Name[Field.Length..];
            if (form.Find(key) is not { Type: FieldType.File } field)
            {
                continue;
            }

            await using var content = file.OpenReadStream();
            var head = new byte[FileKinds.HeadLength];
            var read = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
            if (FormFiles.Check(field, key, head.AsSpan(0, read), file.Length) is { } error)
            {
                refused.Add(error);
                continue;
            }

            content.Position = 0;
            var name = Path.GetFileName(file.FileName) is { Length: > LongestName } longer ? longer[^LongestName..] : Path.GetFileName(file.FileName);
            var standIn = await attachments.KeepAsync(taskId, name, FileKinds.MediaTypeOf(head.AsSpan(0, read))!, content, ct);
            fields.RemoveAll(other => other.Key == key);
            fields.Add(new(key, standIn));
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
