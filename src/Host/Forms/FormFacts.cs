using System.Globalization;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tasks;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Forms;

/// <summary>What a case knows, for the forms of its tasks. Whoever asks has seen to it that the reader may know.</summary>
internal sealed class FormFacts(IDbContextFactory<CaseDbContext> contexts, FormCatalogue forms, AnswerVault answers, NationalIdVault ids, AssociationRegistry associations)
{
    /// <summary>Everything the form shows or is filled in from, by the source's name.</summary>
    public async Task<IReadOnlyDictionary<string, FormFact>> OfAsync(UserTaskRow task, Form form, string language, CancellationToken ct)
    {
        var wanted = form.Fields.SelectMany(field => new[] { field.Source, field.Prefill }).OfType<FormSource>().Distinct().ToList();
        if (wanted.Count == 0)
        {
            return new Dictionary<string, FormFact>(StringComparer.Ordinal);
        }

        await using var context = await contexts.CreateDbContextAsync(ct);
        var found = await (
            from row in context.Cases join applicant in context.Applicants on row.ApplicantId equals applicant.Id where row.Id == task.CaseId select new { row, applicant }).SingleAsync(ct);
        var facts = new Dictionary<string, FormFact>(StringComparer.Ordinal);
        foreach (var source in wanted)
        {
            facts[source.Name] = source.Answer is var (step, field) ? await AnswerAsync(context, task, step, field, ct) : Known(source.Name, found.row, found.applicant, language);
        }

        return facts;
    }

    /// <summary>What was answered when this step was done before in the same case, as far as the form still asks it; a signature is given anew each time.</summary>
    public async Task<JsonObject> BeforeAsync(UserTaskRow task, Form form, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var before = await LatestAsync(context, task, task.ActivityId, ct);
        return new(from pair in before?.Answers ?? [] where form.Find(pair.Key) is { Type: not (FieldType.Signature or FieldType.File) } select KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()));
    }

    private async Task<FormFact> AnswerAsync(CaseDbContext context, UserTaskRow task, string step, string field, CancellationToken ct)
        => await LatestAsync(context, task, step, ct) is var (form, given) && given[field] is { } answer ? new(Field: form.Find(field), Answer: answer.DeepClone()) : FormFact.None;

    private async Task<(Form Form, JsonObject Answers)?> LatestAsync(CaseDbContext context, UserTaskRow task, string step, CancellationToken ct)
    {
        var row = await context.UserTasks
            .Where(other => other.WorkflowInstanceId == task.WorkflowInstanceId && other.ActivityId == step && other.CompletedAt != null && other.Data != null && other.FormVersion != null)
            .OrderByDescending(other => other.CompletedAt).FirstOrDefaultAsync(ct);
        if (row is null)
        {
            return null;
        }

        var form = await forms.GetAsync(row.AssociationKey, row.Form!, row.FormVersion!, ct);
        return (form, answers.Opened(form, JsonNode.Parse(row.Data!)!.AsObject()));
    }

    private FormFact Known(string name, CaseRow row, ApplicantRow applicant, string language) => name switch
    {
        "applicant.fullName" => new(applicant.FullName),
        "applicant.nationalId" => new(applicant.NationalIdProtected is { } kept ? ids.Unprotect(kept) : null),
        "applicant.mobile" => new(applicant.Mobile),
        "applicant.dateOfBirth" => new(applicant.BirthDateAsTyped ?? applicant.BirthDate?.ToString("O", CultureInfo.InvariantCulture), applicant.BirthDate),
        "case.number" => new(row.Number),
        "case.service" => new(associations.Find(row.AssociationKey)?.Profile.Services.FirstOrDefault(service => service.Key == row.Service)?.Name.In(language) ?? row.Service),
        "case.channel" => new(Channel.Find(row.Channel)?.Name.In(language) ?? row.Channel),
        "case.needs" => new(row.Needs),
        "case.openedAt" => new(At: row.OpenedAt),
        "case.registrationNumber" => new(row.RegistrationNumber),
        _ => FormFact.None,
    };
}
