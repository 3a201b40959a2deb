using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Designer.Definitions;
using CaseWorkflows.Host.People;

namespace CaseWorkflows.Host.Designer.Instances;

/// <summary>Elsa's calls that do something to instances.</summary>
internal static class InstanceActEndpoints
{
    private const string InstanceHeader = "x-elsa-workflow-instance-id";
    private const string CannotStartHeader = "x-elsa-workflow-cannot-start";

    public static RouteGroupBuilder MapInstanceActs(this RouteGroupBuilder api)
    {
        api.MapPost("/workflow-definitions/{definitionId}/execute", ExecuteAsync).ForDesigners();
        api.MapPost("/cancel/workflow-instances/{id}", async (string id, DesignerScope scope, CurrentCaller caller, InstanceActs acts, CancellationToken ct)
            => (await acts.CancelAsync(scope, caller, id, ct)).Refusal is { } refusal ? refusal.ToElsaOrNotFound(scope.Language) : ElsaJson.Ok(new { })).ForDesigners();
        api.MapPost("/bulk-actions/cancel/workflow-instances", CancelAsync).ForDesigners();
        api.MapPost("/alterations/submit", AlterAsync).ForDesigners();
        api.MapDelete("/workflow-instances/{id}", (string id, DesignerScope scope) => NothingIsDeleted().ToElsa(scope.Language)).ForReaders();
        api.MapPost("/bulk-actions/delete/workflow-instances/by-id", () => ElsaJson.Ok(new { Deleted = 0 })).ForReaders();
        api.MapPost("/bulk-actions/import/workflow-instances", (DesignerScope scope) => NotImported().ToElsa(scope.Language)).ForReaders().Large();
        return api;
    }

    /// <summary>The Studio reads the headers alone.</summary>
    private static async Task<IResult> ExecuteAsync(string definitionId, DesignerScope scope, CurrentCaller caller, HttpContext http, InstanceActs acts, CancellationToken ct)
    {
        Refusal? refusal;
        if ((await InstanceEndpoints.ReadAsync<ExecuteRequest>(http, ct)).Succeeded(out var request, out refusal)
            && (await acts.StartAsync(scope, caller, definitionId, request, ct)).Succeeded(out var instance, out refusal))
        {
            http.Response.Headers[InstanceHeader] = instance;
            return ElsaJson.Ok(new { WorkflowInstanceId = instance });
        }

        http.Response.Headers[CannotStartHeader] = "true";
        return refusal!.ToElsa(scope.Language);
    }

    private static async Task<IResult> CancelAsync(DesignerScope scope, CurrentCaller caller, HttpContext http, InstanceActs acts, CancellationToken ct)
    {
        if (!(await InstanceEndpoints.ReadAsync<InstanceFilter>(http, ct)).Succeeded(out var filter, out var refusal))
        {
            return refusal.ToElsa(scope.Language);
        }

        // A request that names nothing must not mean everything.
        var named = filter.Ids is { Count: > 0 } || !string.IsNullOrEmpty(filter.DefinitionVersionId) || !string.IsNullOrEmpty(filter.DefinitionId);
        return ElsaJson.Ok(new { CancelledCount = named ? await acts.CancelAllAsync(scope, caller, filter, ct) : 0 });
    }

    /// <summary>Of Elsa's alterations the Studio's list sends one: cancel all that match.</summary>
    private static async Task<IResult> AlterAsync(DesignerScope scope, CurrentCaller caller, HttpContext http, InstanceActs acts, CancellationToken ct)
    {
        if (!(await InstanceEndpoints.ReadAsync<AlterationPlan>(http, ct)).Succeeded(out var plan, out var refusal))
        {
            return refusal.ToElsa(scope.Language);
        }

        if (plan.Alterations is not [{ Type: "Cancel" }])
        {
            return ElsaRefusals.Of("alteration-not-supported", new LocalizedText("لا يُقبل هنا إلا الإلغاء.", "Only cancelling is taken here.")).ToElsa(scope.Language);
        }

        await acts.CancelAllAsync(scope, caller, plan.Filter ?? new(), ct);
        return ElsaJson.Ok(new { PlanId = plan.Id ?? Guid.CreateVersion7().ToString("N") });
    }

    private static Refusal NothingIsDeleted() => ElsaRefusals.Of("history-stays", new LocalizedText(
        "لا يُحذف هنا ما جرى: سجل الحالات يبقى للمراجعين.", "What happened is not deleted here: the record of cases stays for auditors."));

    private static Refusal NotImported() => ElsaRefusals.Of("instances-not-imported", new LocalizedText(
        "لا تُستورد حالات جارية من ملف: كل حالة هنا بدأت وسارت هنا.", "Running cases are not imported from files: every case here began and went its way here."));

    private sealed record AlterationPlan
    {
        public string? Id { get; init; }

        public IReadOnlyList<Alteration>? Alterations { get; init; }

        public InstanceFilter? Filter { get; init; }
    }

    private sealed record Alteration
    {
        public string? Type { get; init; }
    }
}
