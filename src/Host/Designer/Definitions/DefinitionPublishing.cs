using System.Text;
using CaseWorkflows.Activities.Guard;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Designer.Definitions;

/// <summary>Publishing, withdrawing and putting away: what needs a designer of the association, and leaves a line in the history of versions.</summary>
internal sealed class DefinitionPublishing(
    UnitOfWork unitOfWork, VersionCheck check, DefinitionCatalogue catalogue, AssociationRegistry associations, IDbContextFactory<CaseDbContext> contexts, TimeProvider clock)
{
    /// <summary>
    /// New cases start on the latest version from now on. Refused without a reason, and when the policy guard has something against it; the draft stays as it is.
    /// One that is published already is answered as it is.
    /// </summary>
    public async Task<Outcome<Published>> PublishAsync(DesignerScope scope, string definitionId, PublishReason reason, CancellationToken ct)
    {
        if (!(await LatestAsync(scope, definitionId, ct)).Succeeded(out var latest, out var refusal))
        {
            return refusal;
        }

        if (latest.IsPublished)
        {
            return new Published(latest, AlreadyPublished: true);
        }

        if (reason.Text is null)
        {
            return ReasonRequired();
        }

        var refused = check.Guard(latest.Json, latest.AssociationKey).Findings.Where(finding => !finding.IsWarning).ToList();
        if (refused.Count > 0)
        {
            return ElsaRefusals.Of("policy-broken", [.. refused.Select(finding => Message(finding, latest.AssociationKey))]);
        }

        // What it uses is written into it now, so that it means the same for ever.
        var pinned = Encoding.UTF8.GetString(UsedWorkflows.Pinned(DefinitionAnswer.Stored(latest), catalogue.WorkflowsOf(latest.AssociationKey))
            .WithIdentity(latest.Id, latest.Version, isLatest: true, isPublished: true, DefinitionAnswer.Stored(latest).CreatedAt ?? latest.CreatedAt).ToUtf8());
        var (triggers, objection) = check.Triggers(pinned, latest.AssociationKey, clock.GetUtcNow());
        if (objection is { Severity: Severity.Error })
        {
            return ElsaRefusals.Of(objection.Code, LocalizedText.Same(objection.Message));
        }

        return await unitOfWork.WriteAsync<Published>(async (tx, token) =>
        {
            await using var versions = await VersionSet.LoadInTx(tx, definitionId, clock.GetUtcNow(), token);
            if (versions.Latest is not { } row || row.Id != latest.Id || row.ContentHash != latest.ContentHash)
            {
                return ChangedMeanwhile();
            }

            var already = row.IsPublished;
            row.Json = row.PublishedAt is null ? pinned : row.Json;
            await versions.PublishAsync(row, triggers, new(scope.CallerId, reason.Text, reason.BoardSession), token);
            return new Published(row, already);
        }, ct);
    }

    /// <summary>No case starts on it any more. Answers with the latest version; doing it again changes nothing.</summary>
    public Task<Outcome<(DefinitionRow Latest, bool Changed)>> RetractAsync(DesignerScope scope, string definitionId, PublishReason reason, CancellationToken ct)
        => ChangeAsync<(DefinitionRow Latest, bool Changed)>(scope, definitionId, async (versions, act, token) =>
        {
            var changed = await versions.RetractAsync(act, token);
            return versions.Latest is { } latest ? (latest, changed) : ElsaRefusals.NoSuchDefinition();
        }, reason, ct);

    /// <summary>Puts a definition away. Running cases go on; nothing is lost.</summary>
    public Task<Outcome<bool>> ArchiveAsync(DesignerScope scope, string definitionId, PublishReason reason, CancellationToken ct)
        => ChangeAsync<bool>(scope, definitionId, async (versions, act, token) => await versions.ArchiveAsync(act, token), reason, ct);

    /// <summary>Puts one version away, unless cases start or run on it or it is the only one left.</summary>
    public async Task<Outcome<bool>> ArchiveVersionAsync(DesignerScope scope, string versionId, PublishReason reason, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var definitionId = await context.Definitions.Where(row => row.Id == versionId).Select(row => row.DefinitionId).FirstOrDefaultAsync(ct);
        var running = await context.Instances.AnyAsync(row => row.DefinitionVersionId == versionId && row.FinishedAt == null, ct);
        return await ChangeAsync<bool>(scope, definitionId ?? "", async (versions, act, token) =>
        {
            var row = versions.All.Single(one => one.Id == versionId);
            if (row.ArchivedAt is not null)
            {
                return false;
            }

            if (row.IsPublished || running || versions.All.Count(one => one.ArchivedAt is null) == 1)
            {
                return VersionInUse();
            }

            await versions.ArchiveVersionAsync(row, act, token);
            return true;
        }, reason, ct);
    }

    private Task<Outcome<T>> ChangeAsync<T>(
        DesignerScope scope, string definitionId, Func<VersionSet, VersionAct, CancellationToken, Task<Outcome<T>>> change, PublishReason reason, CancellationToken ct)
        => unitOfWork.WriteAsync(async (tx, token) =>
        {
            await using var versions = await VersionSet.LoadInTx(tx, definitionId, clock.GetUtcNow(), token);
            return versions.All.Count == 0 || !scope.Readable.Contains(versions.All[0].AssociationKey) ? ElsaRefusals.NoSuchDefinition()
                : !scope.MayDraw(versions.All[0].AssociationKey) ? ElsaRefusals.NotADesigner()
                : await change(versions, new(scope.CallerId, reason.Text, reason.BoardSession), token);
        }, ct);

    private async Task<Outcome<DefinitionRow>> LatestAsync(DesignerScope scope, string definitionId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var latest = await context.Definitions.SingleOrDefaultAsync(row => row.DefinitionId == definitionId && row.IsLatest && row.ArchivedAt == null && scope.Readable.Contains(row.AssociationKey), ct);
        return latest is null ? ElsaRefusals.NoSuchDefinition() : scope.MayDraw(latest.AssociationKey) ? latest : ElsaRefusals.NotADesigner();
    }

    /// <summary>Clause, what is wrong, and the way that shows it, in one line: the Studio shows lines.</summary>
    private LocalizedText Message(GuardFinding finding, string association)
    {
        var clause = associations.Find(association)?.Policy.Find(finding.Clause);
        var (arabic, english) = (Path(finding, " ← "), Path(finding, " → "));
        return new(
            $"{(clause is null ? "" : $"البند {clause.Number}: {clause.Text.Arabic} — ")}{finding.Message.Arabic}{(arabic.Length == 0 ? "" : $" المسار: {arabic}")}",
            $"{(clause is null ? "" : $"Clause {clause.Number}: {clause.Text.English} — ")}{finding.Message.English}{(english.Length == 0 ? "" : $" Path: {english}")}");
    }

    private static string Path(GuardFinding finding, string arrow) => string.Join(arrow, finding.Path.Select(step => step.Label));

    private static Refusal ReasonRequired() => ElsaRefusals.Of("reason-required", new LocalizedText(
        "حُفظت المسودة ولم تُنشر: النشر يتطلب سببًا وجلسة المجلس التي اعتمدته.", "The draft was saved and not published: publishing takes a reason and the board session that approved it."));

    private static Refusal ChangedMeanwhile() => ElsaRefusals.Of("changed-meanwhile", new LocalizedText(
        "حُفظت المسودة ولم تُنشر: تغيّر الإجراء في اللحظة نفسها. حدّث الصفحة وأعد النشر.", "The draft was saved and not published: the procedure changed at the same moment. Reload and publish again."));

    private static Refusal VersionInUse() => new(RefusalKind.NotFound, "version-in-use", new(
        "لا يُحذف هذا الإصدار: هو المنشور، أو الوحيد، أو تسير عليه حالات.", "This version stays: it is the published or the only one, or cases run on it."));
}

/// <summary>A version that is published now.</summary>
internal sealed record Published(DefinitionRow Row, bool AlreadyPublished);

/// <summary>Why something is published, and on whose decision, as our page adds it to the Studio's request.</summary>
internal sealed record PublishReason(string? Text, string? BoardSession)
{
    public const string ReasonHeader = "X-Publish-Reason";
    public const string SessionHeader = "X-Board-Session";
    private const int MostCharacters = 2000;

    public static ValueTask<PublishReason> BindAsync(HttpContext http) => ValueTask.FromResult(new PublishReason(Read(http, ReasonHeader), Read(http, SessionHeader)));

    private static string? Read(HttpContext http, string header)
    {
        var text = Uri.UnescapeDataString(http.Request.Headers[header].ToString()).Trim().Replace("\0", "", StringComparison.Ordinal);
        return text.Length == 0 ? null : text[..Math.Min(text.Length, MostCharacters)];
    }
}
