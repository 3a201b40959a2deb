using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Documents;
using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Documents;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;

namespace CaseWorkflows.Host.Forms;

/// <summary>Holds what came with a task's completion against the form the task opened with.</summary>
internal sealed class TaskForms(FormCatalogue catalogue, AssociationCalendars calendars, DocumentTickets tickets)
{
    private const string Reason = "reason";

    /// <summary>Null for a task without a form: then whatever came stands as it came.</summary>
    public async ValueTask<FilledForm?> ReadAsync(StoredTask stored, string action, JsonObject? data, CancellationToken ct)
    {
        if (stored.Form is not var (key, version))
        {
            return null;
        }

        var form = await catalogue.GetAsync(stored.Association, key, version, ct);

        // A reason may come among the answers; it is the task's own, and no form has a field of that name.
        var input = FormInput.OfJson(data is null ? null : new JsonObject(data.Where(pair => pair.Key != Reason).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))));
        return new(form, FormRules.Read(form, input, action, ContextOf(stored.Task.Id, stored.Association)));
    }

    /// <summary>What the reading of a task's form needs to know beside the form.</summary>
    public FormContext ContextOf(string taskId, string association) => new(calendars.Today(association), ticket => tickets.Find(taskId, ticket));
}

/// <summary>A task's form, filled in.</summary>
internal sealed record FilledForm(Form Form, FormReading Reading)
{
    /// <summary>The answers as texts, for the rules of the task.</summary>
    public IReadOnlyDictionary<string, string> Texts => TextsOf(Reading.Answers);

    /// <summary>What the history says of it: which form it was, and where an identifier looked mistyped. No answers.</summary>
    public JsonObject About(JsonObject facts)
    {
        (facts["form"], facts["formVersion"]) = (Form.Key, Form.Version);
        if (Reading.Doubts.Count > 0)
        {
            facts["doubtful"] = new JsonArray([.. Reading.Doubts.Select(doubt => JsonValue.Create(doubt.Path))]);
        }

        return facts;
    }

    /// <summary>Files what was attached with the case, as documents of that task; each answer names its document from then on. The case is still to be saved.</summary>
    public async ValueTask FileInTx(CaseTransaction tx, CaseFile file, Actor actor, string taskId, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var answer in Form.Fields.Where(field => field.Type == FieldType.File).Select(field => Reading.Answers[field.Key]).OfType<JsonObject>())
        {
            var kept = new StoredDocument((string)answer["sha256"]!, (long)answer["bytes"]!, (string)answer["mediaType"]!, (string)answer["name"]!);
            answer["document"] = await DocumentStore.AttachInTx(tx, file, actor, kept, new(DocumentSource.Task, TaskId: taskId), now, ct);
        }
    }

    /// <summary>
    /// Everything that is wrong in one answer: what the task's rules refuse about an answer or the reason, and what the form does. A refusal about the task itself
    /// goes alone, because then nobody needs to correct anything. Null when there is nothing.
    /// </summary>
    public Refusal? Refused(Refusal? ofTask)
    {
        var isOfAnswers = ofTask is null or { Kind: RefusalKind.RuleBroken, Field: "reason" } || ofTask.Field?.StartsWith("data.", StringComparison.Ordinal) == true;
        var ofForm = Reading.Refusals.ToList();
        return isOfAnswers
            ? FieldErrors.Combine([.. ofForm, .. ofTask is null || ofForm.Exists(refusal => refusal.Field == ofTask.Field) ? [] : new[] { ofTask }])
            : ofTask;
    }

    public static IReadOnlyDictionary<string, string> TextsOf(JsonObject answers)
        => answers.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!.ToString(), StringComparer.Ordinal);
}
