using System.Text.Json.Nodes;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Engine;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Designer.Definitions;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Triggers;
using CaseWorkflows.Host.Workflows;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Designer.Instances;

/// <summary>
/// What may be done to instances from the Studio: starting and cancelling those that belong to no case. A case is opened by intake and cancelled on its own page, by
/// a supervisor and with a reason; and nothing that happened is ever deleted.
/// </summary>
internal sealed class InstanceActs(
    UnitOfWork unitOfWork, BurstRunner bursts, TriggeredWorkflows triggered, DefinitionCatalogue definitions, DefinitionQuery query, IDbContextFactory<CaseDbContext> contexts, TimeProvider clock)
{
    private const int MostAtOnce = 500;

    /// <summary>Starts the published version and answers with the instance's id; refused for drafts, and for procedures, which need a case.</summary>
    public async Task<Outcome<string>> StartAsync(DesignerScope scope, CurrentCaller caller, string definitionId, ExecuteRequest request, CancellationToken ct)
    {
        if (await query.FindAsync(scope, definitionId, "Published", ct) is not { } row)
        {
            return CannotStart("not-published", new("لا تعمل إلا الإصدارات المنشورة: انشر الإجراء أولًا.", "Only published versions are run: publish the procedure first."));
        }

        if (!scope.MayDraw(row.AssociationKey))
        {
            return ElsaRefusals.NotADesigner();
        }

        if ((await definitions.GraphAsync(row.Id, ct)).NeedsCase())
        {
            return CannotStart("needs-a-case", new("هذا الإجراء يعمل على حالة: تبدأ الحالات من استقبال الطلبات.", "This procedure acts on a case: cases begin at intake."));
        }

        var stimulus = new Stimulus.Start(request.Input, Blank(request.CorrelationId), Blank(request.TriggerActivityId));
        return await unitOfWork.WriteAsync<string>(async (tx, token) =>
            (await triggered.StartInTx(tx, row.AssociationKey, row.Id, stimulus, caller.ActorFor(row.AssociationKey), clock.GetUtcNow(), token)).InstanceId, ct);
    }

    /// <summary>Cancels one instance. One that is over is left as it is.</summary>
    public async Task<Outcome<bool>> CancelAsync(DesignerScope scope, CurrentCaller caller, string instanceId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var row = await context.Instances.Where(one => one.Id == instanceId && scope.Readable.Contains(one.AssociationKey)).Select(one => new { one.AssociationKey, one.CaseId, one.FinishedAt }).SingleOrDefaultAsync(ct);
        if (row is null)
        {
            return new Refusal(RefusalKind.NotFound, "no-such-instance", new("لا يوجد سير عمل جارٍ بهذا المعرّف.", "There is no workflow instance of this id."));
        }

        if (row.CaseId is not null)
        {
            return ElsaRefusals.Of("belongs-to-a-case", new LocalizedText(
                "تُلغى الحالة من صفحتها، بسبب يذكره المشرف.", "A case is cancelled on its own page, with a reason given by a supervisor."));
        }

        if (!scope.MayDraw(row.AssociationKey))
        {
            return ElsaRefusals.NotADesigner();
        }

        if (row.FinishedAt is not null)
        {
            return false;
        }

        var outcome = await unitOfWork.WriteAsync(
            (tx, token) => bursts.StepInTx(tx, instanceId, new Stimulus.Cancel("Cancelled by a process designer"), caller.ActorFor(row.AssociationKey), clock.GetUtcNow(), token), ct);
        return outcome.Refusal is null; // one that ended meanwhile is over as well
    }

    /// <summary>Cancels what a filter finds, as far as it may be; answers how many.</summary>
    public async Task<int> CancelAllAsync(DesignerScope scope, CurrentCaller caller, InstanceFilter filter, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var ids = await InstanceList.Filter(context.Instances, scope, filter).Where(row => row.CaseId == null && row.FinishedAt == null)
            .OrderBy(row => row.CreatedAt).Select(row => row.Id).Take(MostAtOnce).ToListAsync(ct);
        var cancelled = 0;
        foreach (var id in ids)
        {
            cancelled += (await CancelAsync(scope, caller, id, ct)).Succeeded(out var done, out _) && done ? 1 : 0;
        }

        return cancelled;
    }

    private static Refusal CannotStart(string code, LocalizedText message) => ElsaRefusals.Of(code, message);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

/// <summary>What the Studio sends to run a workflow.</summary>
internal sealed record ExecuteRequest
{
    public string? CorrelationId { get; init; }

    public string? TriggerActivityId { get; init; }

    public JsonObject? Input { get; init; }
}
