using CaseWorkflows.Cases.Documents;
using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Committees;
using CaseWorkflows.Host.Documents;
using CaseWorkflows.Host.Forms;
using CaseWorkflows.Host.Forms.Pages;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Reads;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Web.Pages;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tasks.Pages;

/// <summary>
/// Writes a task's page for its reader: whole for whoever holds it, what is safe to know for everybody else. What was typed stands in it again, whatever became of
/// the task meanwhile.
/// </summary>
internal sealed class TaskDesk(
    IDbContextFactory<CaseDbContext> contexts, CurrentCaller caller, AssociationRegistry associations, FormCatalogue forms, FormFacts facts, TaskDrafts drafts, DocumentTickets tickets, CaseAccess access, Reader text)
{
    /// <summary>Null for a task of an association the reader has no part in.</summary>
    public async Task<TaskSheet?> SheetAsync(string taskId, TypedTask? typed, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var (instance, mine) = (TaskStore.InstanceOf(taskId), caller.Associations);
        var found = await (
            from task in context.UserTasks
            join row in context.Cases on task.CaseId equals row.Id
            where task.WorkflowInstanceId == instance && task.Id == taskId && mine.Contains(task.AssociationKey)
            select new { task, row }).SingleOrDefaultAsync(ct);
        if (found is null || associations.Find(found.task.AssociationKey) is not { } association)
        {
            return null;
        }

        var holder = found.task.CompletedBy ?? found.task.Assignee;
        var name = holder is null ? null : await context.Users.Where(member => member.Id == holder).Select(member => new { member.NameArabic, member.NameEnglish }).SingleOrDefaultAsync(ct);
        var sheet = Sheet(found.task, found.row, association) with { Holder = name is null ? null : text.In(new(name.NameArabic, name.NameEnglish)) };
        if (found.task.ActivityType == CommitteeActs.StepType && await context.Sittings.AnyAsync(sitting => sitting.TaskId == taskId, ct))
        {
            sheet = sheet with { IsVote = true, Standing = sheet.Standing == TaskStanding.Over ? TaskStanding.Over : TaskStanding.NotYours };
        }

        if (sheet.Standing == TaskStanding.Over && (await access.OfAsync(caller, found.row, ct)) == Disclosure.Everything)
        {
            sheet = sheet with
            {
                Attached = await context.Documents.Where(document => document.CaseId == found.row.Id && document.TaskId == taskId && document.RemovedAt == null).OrderBy(document => document.Id)
                    .Select(document => new AttachedDocument(document.Id, document.Name, document.Bytes)).ToListAsync(ct),
            };
        }

        return sheet.Standing == TaskStanding.Yours ? await OpenedAsync(sheet, found.task, association, typed, ct)
            : typed is null ? sheet
            : sheet with { Kept = await KeptAsync(found.task, association, typed, ct) };
    }

    private TaskSheet Sheet(UserTaskRow task, CaseRow row, Association association)
    {
        var clause = association.Policy.Find(task.Clause);
        var actions = TaskJson.Read<TaskAction>(task.Actions);
        return new()
        {
            Id = task.Id,
            Association = association.Key,
            Title = text.In(new(task.TitleAr, task.TitleEn)),
            CaseId = row.Id,
            CaseNumber = row.Number,
            Service = association.Profile.Services.FirstOrDefault(service => service.Key == row.Service) is { } service ? text.In(service.Name) : row.Service,
            Standing = StandingOf(task),
            CreatedAt = task.CreatedAt,
            DueAt = task.DueAt,
            Revision = task.Revision,
            Operation = Guid.NewGuid().ToString("N"),
            Clause = clause is null ? null : (clause.Number, text.In(clause.Text)),
            Summary = task.Summary,
            Outcome = task.Action is { } action ? actions.FirstOrDefault(one => one.Name == action) is { } chosen ? Say(chosen.DisplayName, association) : action : null,
            EndedAt = task.CompletedAt,
        };
    }

    private TaskStanding StandingOf(UserTaskRow row)
    {
        var task = new UserTask
        {
            Id = row.Id, CaseId = row.CaseId, Status = row.Status, Assignee = row.Assignee, CandidateRoles = TaskJson.Read<string>(row.CandidateRoles),
            CandidateUsers = TaskJson.Read<string>(row.CandidateUsers), ExcludedUsers = TaskJson.Read<string>(row.ExcludedUsers), Actions = [],
        };
        return UserTaskRules.WorkOn(task, caller.ActorFor(row.AssociationKey).Standing(task)).Refusal?.Code switch
        {
            null => TaskStanding.Yours,
            "task-not-claimed" => TaskStanding.Free,
            "claimed-by-another" => TaskStanding.Theirs,
            "task-closed" => TaskStanding.Over,
            _ => TaskStanding.NotYours,
        };
    }

    private async Task<TaskSheet> OpenedAsync(TaskSheet sheet, UserTaskRow task, Association association, TypedTask? typed, CancellationToken ct)
    {
        caller.Sights.Told(task.AssociationKey, [task.CaseId], Disclosure.Everything, ReadBasis.Task);
        var draft = await drafts.FindAsync(task.Id, caller.Id, ct);
        var shown = typed?.Content ?? draft?.Content;
        var tools = TaskJson.Read<string>(task.Tools);
        return sheet with
        {
            Instructions = task.Instructions,
            Wording = task.WordingAr is null ? null : text.In(new(task.WordingAr, task.WordingEn ?? task.WordingAr)),
            Tools = [.. association.Profile.Tools.Where(tool => tools.Contains(tool.Key, StringComparer.Ordinal)).Select(tool => text.In(tool.Name))],
            Buttons = [.. TaskJson.Read<TaskAction>(task.Actions).Select(action => new TaskButton(action.Name, Say(action.DisplayName, association), action.NotBefore, action.NeedsReason))],
            Paper = task.FormVersion is { } version
                ? await PaperAsync(task, await forms.GetAsync(task.AssociationKey, task.Form!, version, ct), association, shown, typed, ct) with
                {
                    Actions = TaskJson.Read<TaskAction>(task.Actions).ToDictionary(action => action.Name, action => Say(action.DisplayName, association), StringComparer.Ordinal),
                }
                : null,
            Reason = shown?.Reason ?? "",
            Draft = typed?.Draft ?? draft?.Revision ?? 0,
            DraftSavedAt = typed is null ? draft?.SavedAt : null,
        };
    }

    private async Task<FormPaper> PaperAsync(UserTaskRow task, Form form, Association association, DraftContent? shown, TypedTask? typed, CancellationToken ct)
    {
        var known = await facts.OfAsync(task, form, text.Language, ct);
        if (shown is not null)
        {
            return new(form, FormInput.OfPost(shown.Fields), known, association.Profile.Words.Person, text.Language)
            {
                Rows = typed?.Rows ?? new Dictionary<string, int>(StringComparer.Ordinal), Files = FilesIn(form, task.Id, shown.Fields), CaseId = task.CaseId,
            };
        }

        // Nobody has typed anything yet: what was answered when the step was done before, then what the case knows.
        var answers = await facts.BeforeAsync(task, form, ct);
        foreach (var field in form.Fields.Where(field => field.Prefill is not null && !answers.ContainsKey(field.Key)))
        {
            if (known.GetValueOrDefault(field.Prefill!.Name)?.ToAnswer() is { } answer)
            {
                answers[field.Key] = answer;
            }
        }

        return new(form, FormInput.OfJson(answers), known, association.Profile.Words.Person, text.Language) { CaseId = task.CaseId };
    }

    /// <summary>The files among what was typed, by what stands for them there.</summary>
    public IReadOnlyDictionary<string, StoredDocument> FilesIn(Form form, string taskId, IEnumerable<KeyValuePair<string, string>> typed) => typed
        .Where(field => form.Find(field.Key)?.Type == FieldType.File).Select(field => (Ticket: field.Value, File: tickets.Find(taskId, field.Value)))
        .Where(found => found.File is not null).DistinctBy(found => found.Ticket).ToDictionary(found => found.Ticket, found => found.File!, StringComparer.Ordinal);

    /// <summary>Nothing typed is lost with the task: it stands on the page to be copied.</summary>
    private async Task<IReadOnlyList<(string Label, string Typed)>> KeptAsync(UserTaskRow task, Association association, TypedTask typed, CancellationToken ct)
    {
        var form = task.FormVersion is { } version ? await forms.GetAsync(task.AssociationKey, task.Form!, version, ct) : null;
        var paper = form is null ? null : new FormPaper(form, typed.Input, new Dictionary<string, FormFact>(StringComparer.Ordinal), association.Profile.Words.Person, text.Language);
        return
        [
            .. typed.Content.Fields.Where(field => field.Value.Trim().Length > 0 && !field.Key.EndsWith(".path", StringComparison.Ordinal)).Select(field => (paper?.LabelOf(field.Key) ?? field.Key, Read(task.Id, form, field.Key, field.Value))),
            .. typed.Content.Reason.Length > 0 ? [(text["task.reason"], typed.Content.Reason)] : Array.Empty<(string, string)>(),
        ];
    }

    private string Read(string taskId, Form? form, string key, string value) => form?.Find(key)?.Type == FieldType.File ? tickets.Find(taskId, value)?.Name ?? text["field.attached"]
        : form?.Find(key)?.Option(value) is { } option ? text.In(option.Label)
        : form?.Find(key)?.Type == FieldType.YesNo ? text[value == "true" ? "field.yes" : "field.no"]
        : value;

    private string Say(LocalizedText words, Association association) => text.In(association.Profile.Words.Fill(words));
}
