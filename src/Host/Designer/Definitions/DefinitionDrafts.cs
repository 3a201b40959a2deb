using System.Globalization;
using System.Text;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Designer.Definitions;

/// <summary>
/// What designers do to drafts. A save that changes nothing writes nothing; whatever is sent again because its answer was lost is done once. What was ever
/// published is left alone: drawing upon it makes a new version.
/// </summary>
internal sealed class DefinitionDrafts(UnitOfWork unitOfWork, AssociationRegistry associations, IDbContextFactory<CaseDbContext> contexts, TimeProvider clock)
{
    private const int MostFreshIds = 100;

    /// <summary>Saves what was drawn, as a new definition when it names none.</summary>
    public Task<Outcome<DefinitionRow>> SaveAsync(DesignerScope scope, SentModel model, CancellationToken ct)
        => unitOfWork.WriteAsync(async (tx, token) => model.DefinitionId is { } id ? await SaveInTx(tx, scope, model, id, token) : await CreateInTx(tx, scope, model, token), ct);

    /// <summary>
    /// Takes a file in as a draft: over the latest draft of its definition, or as a new definition. An id that belongs to somebody else is no reason to refuse: the
    /// definition gets one of its own.
    /// </summary>
    public Task<Outcome<DefinitionRow>> ImportAsync(DesignerScope scope, SentModel model, CancellationToken ct) => unitOfWork.WriteAsync(async (tx, token) =>
    {
        if (model.DefinitionId is { } id)
        {
            await using var versions = await VersionSet.LoadInTx(tx, id, clock.GetUtcNow(), token);
            if (versions.All.Count == 0)
            {
                return await AddFirstInTx(scope, model, id, versions, token);
            }

            if (scope.MayDraw(versions.All[0].AssociationKey))
            {
                return await SaveUponInTx(scope, model with { Stamp = null }, id, versions, token);
            }
        }

        return await CreateInTx(tx, scope, model, token);
    }, ct);

    /// <summary>A new draft that is what an earlier version was. Doing it twice makes one.</summary>
    public Task<Outcome<DefinitionRow>> RevertAsync(DesignerScope scope, string definitionId, int number, CancellationToken ct) => unitOfWork.WriteAsync<DefinitionRow>(async (tx, token) =>
    {
        var now = clock.GetUtcNow();
        await using var versions = await VersionSet.LoadInTx(tx, definitionId, now, token);
        var source = versions.All.FirstOrDefault(row => row.Version == number && scope.Readable.Contains(row.AssociationKey));
        if (source is null)
        {
            return ElsaRefusals.NoSuchDefinition();
        }

        if (!scope.MayDraw(source.AssociationKey))
        {
            return ElsaRefusals.NotADesigner();
        }

        if (versions.Latest is { Edit: 0, PublishedAt: null } done && done.BasedOn == source.Id && done.SavedBy == scope.CallerId)
        {
            return done;
        }

        var row = Row(DefinitionAnswer.Stored(source), source.AssociationKey, versions.NextNumber, scope.CallerId, now, basedOn: source.Id);
        row.Edit = 0;
        await versions.AddAsync(row, token);
        versions.Record(row, DefinitionEventRow.Reverted, new(scope.CallerId, string.Create(CultureInfo.InvariantCulture, $"v{number}")));
        await versions.SaveAsync(token);
        return row;
    }, ct);

    private async Task<Outcome<DefinitionRow>> SaveInTx(CaseTransaction tx, DesignerScope scope, SentModel model, string definitionId, CancellationToken ct)
    {
        await using var versions = await VersionSet.LoadInTx(tx, definitionId, clock.GetUtcNow(), ct);
        return versions.All.Count == 0 || !scope.Readable.Contains(versions.All[0].AssociationKey) ? ElsaRefusals.NoSuchDefinition()
            : !scope.MayDraw(versions.All[0].AssociationKey) ? ElsaRefusals.NotADesigner()
            : await SaveUponInTx(scope, model, definitionId, versions, ct);
    }

    private async Task<Outcome<DefinitionRow>> CreateInTx(CaseTransaction tx, DesignerScope scope, SentModel model, CancellationToken ct)
    {
        if (scope.Home is not { } association)
        {
            return AssociationUnclear();
        }

        for (var number = 0; number < MostFreshIds; number++)
        {
            var id = model.FreshId(association, scope.CallerId, number);
            await using var versions = await VersionSet.LoadInTx(tx, id, clock.GetUtcNow(), ct);
            if (versions.All.Count == 0)
            {
                return await AddFirstInTx(scope, model, id, versions, ct);
            }

            if (versions.Latest is { Version: 1, Edit: 1, PublishedAt: null } same)
            {
                return same; // the same request again
            }
        }

        return ElsaRefusals.Of("too-many-alike", new LocalizedText("أُنشئ هذا الإجراء مرات كثيرة بالمحتوى نفسه.", "This procedure was made too often with the same content."));
    }

    private async Task<Outcome<DefinitionRow>> AddFirstInTx(DesignerScope scope, SentModel model, string id, VersionSet versions, CancellationToken ct)
    {
        if (scope.Home is not { } association)
        {
            return AssociationUnclear();
        }

        if (!model.Canonical(id, null).Succeeded(out var definition, out var refusal))
        {
            return refusal;
        }

        var row = Row(definition, association, 1, scope.CallerId, clock.GetUtcNow(), basedOn: null);
        await versions.AddAsync(row, ct);
        versions.Record(row, DefinitionEventRow.Created, new(scope.CallerId));
        await versions.SaveAsync(ct);
        return row;
    }

    private async Task<Outcome<DefinitionRow>> SaveUponInTx(DesignerScope scope, SentModel model, string definitionId, VersionSet versions, CancellationToken ct)
    {
        if (versions.Latest is not { } latest)
        {
            return Archived();
        }

        var before = DefinitionAnswer.Stored(latest);
        if (!model.Canonical(definitionId, before).Succeeded(out var definition, out var malformed))
        {
            return malformed;
        }

        if (definition.ContentHash() == before.ContentHash())
        {
            return latest; // nothing was changed, or the same save came again
        }

        if (model.Stamp?.IsStale(latest, scope.CallerId) is true)
        {
            return await StaleAsync(latest, ct);
        }

        if (before.IsReadonly)
        {
            return ReadOnly();
        }

        if (definition.Root.Children.Count == 0 && before.Root.Children.Count > 0)
        {
            return Emptied();
        }

        var now = clock.GetUtcNow();
        if (latest.PublishedAt is not null)
        {
            var draft = Row(definition, latest.AssociationKey, versions.NextNumber, scope.CallerId, now, latest.Id);
            await versions.AddAsync(draft, ct);
            return draft;
        }

        latest.ForeignEdit = latest.SavedBy == scope.CallerId ? latest.ForeignEdit : latest.Edit;
        (latest.Edit, latest.SavedBy, latest.SavedAt, latest.Source) = (latest.Edit + 1, scope.CallerId, now, DefinitionRow.FromDesigner);
        Write(latest, definition);
        await versions.SaveAsync(ct);
        return latest;
    }

    private static DefinitionRow Row(WorkflowDefinition definition, string association, int number, string person, DateTimeOffset now, string? basedOn)
    {
        var row = new DefinitionRow
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{definition.DefinitionId}-v{number}"),
            AssociationKey = association,
            DefinitionId = definition.DefinitionId,
            Version = number,
            Name = "",
            IsLatest = true,
            ContentHash = "",
            Json = "",
            Source = DefinitionRow.FromDesigner,
            CreatedAt = now,
            Edit = 1,
            SavedAt = now,
            SavedBy = person,
            BasedOn = basedOn,
        };
        Write(row, definition);
        return row;
    }

    private static void Write(DefinitionRow row, WorkflowDefinition definition)
    {
        (row.Name, row.Description, row.ContentHash) = (definition.Name ?? row.DefinitionId, definition.Description, definition.ContentHash());
        row.Json = Encoding.UTF8.GetString(definition.WithIdentity(row.Id, row.Version, isLatest: true, isPublished: false, row.CreatedAt).ToUtf8());
    }

    private async Task<Refusal> StaleAsync(DefinitionRow latest, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var person = await context.Users.Where(user => user.Id == latest.SavedBy).Select(user => new LocalizedText(user.NameArabic, user.NameEnglish)).FirstOrDefaultAsync(ct)
            ?? new LocalizedText("ملف في مجلد الإجراءات", "a file in the workflows folder");
        var zone = (associations.Find(latest.AssociationKey)?.Profile.Calendar ?? WorkingCalendar.Saudi).TimeZone;
        var at = TimeZoneInfo.ConvertTimeBySystemTimeZoneId(latest.SavedAt, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return ElsaRefusals.Of("changed-by-another", new LocalizedText(
            $"لم يُحفظ تعديلك: حُفظ إصدار أحدث من هذا الإجراء ({person.Arabic}، {at}). صدّر رسمك أو احفظه باسم آخر، ثم حدّث الصفحة لترى النسخة الأحدث.",
            $"Your change was not saved: a newer state of this procedure was saved ({person.English}, {at}). Export your drawing or save it under another name, then reload the page to see the newer one."));
    }

    private static Refusal AssociationUnclear() => ElsaRefusals.Of("association-unclear", new LocalizedText(
        $"حدد الجمعية التي يُنشأ فيها الإجراء (الترويسة {DesignerScope.Header})، ويجب أن تكون مصمم إجراءات فيها.",
        $"Say in which association the procedure is made (header {DesignerScope.Header}); you must be a process designer there."));

    private static Refusal Archived() => ElsaRefusals.Of("definition-archived", new LocalizedText("هذا الإجراء مؤرشف ولا يُعدّل.", "This procedure is archived and cannot be changed."));

    private static Refusal ReadOnly() => ElsaRefusals.Of("definition-readonly", new LocalizedText("هذا الإجراء للقراءة فقط.", "This procedure is read-only."));

    private static Refusal Emptied() => ElsaRefusals.Of("would-be-empty", new LocalizedText(
        "لم يُحفظ: سيصبح الإجراء فارغًا. حدّث الصفحة لاستعادة الخطوات؛ ولحذف الإجراء كله استعمل الحذف في القائمة.",
        "Not saved: the procedure would become empty. Reload the page to get its steps back; to remove the whole procedure, delete it in the list."));
}
