using CaseWorkflows.Activities;
using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Cases.Documents;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Engine;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Conversations;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Desk;
using CaseWorkflows.Host.Documents;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Tasks;
using CaseWorkflows.Host.Web.Pages;
using CaseWorkflows.Host.Web.Texts;
using CaseWorkflows.Host.Workflows;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.CasePages;

/// <summary>Puts everything about a case together for one reader, as far as they may see it now.</summary>
internal sealed class CaseDossier(
    CurrentCaller caller, Reader reader, CaseAccess access, CaseQueries cases, CaseMap map, DefinitionCatalogue definitions, AssociationRegistry associations, DocumentDesk documents,
    CaseMinutes minutes, CommentDesk comments, ConversationDesk conversation, CaseRelations relations, StaffNames names, IDbContextFactory<CaseDbContext> contexts, TimeProvider clock)
{
    private static readonly Role[] StepsIn = [Role.RelationsSupervisor, Role.Administrator];
    private static readonly string CommitteeStep = $"{nameof(CaseWorkflows)}.{nameof(CommitteeReview)}";

    /// <summary>Refuses <c>no-such-case</c>.</summary>
    public async Task<Outcome<CaseView>> OfAsync(string caseId, CancellationToken ct)
    {
        if (!(await access.OfAsync(caller, caseId, ct)).Succeeded(out var seen, out var refusal))
        {
            return refusal;
        }

        var row = seen.Case;
        if (associations.Find(row.AssociationKey)?.Profile is not { } profile)
        {
            return CaseAnswers.NoSuchCase();
        }

        var read = await ReadAsync(row, ct);
        var course = await map.ReadAsync(row.WorkflowInstanceId, row.DefinitionVersionId, ct);
        var kept = seen.IsWhole ? await documents.OfAsync(caseId, ct) : [];
        var talk = seen.IsWhole ? await conversation.OfAsync(caseId, ct) : [];
        var said = await comments.OfAsync(caller, seen, ct);
        var people = await names.OfAsync(
            [row.OpenedBy, .. read.Tasks.SelectMany(task => TaskJson.Read<string>(task.CandidateUsers).Append(task.Assignee)), .. kept.SelectMany(one => new[] { one.UploadedBy, one.RemovedBy }),
                .. talk.Select(line => line.ById), .. said.SelectMany(line => line.For.Append(line.AuthorId).Append(line.RemovedBy)), .. CaseHappenings.PeopleIn(read.History)], ct);
        var actor = caller.ActorFor(row.AssociationKey);
        var kinds = profile.Services.FirstOrDefault(service => service.Key == row.Service)?.RequiredDocuments ?? [];
        return new CaseView
        {
            Id = row.Id, Number = row.Number, Association = row.AssociationKey, PersonWord = profile.Words.Person, Service = CaseNaming.Service(profile, row.Service),
            Channel = CaseNaming.Channel(row.Channel), Stage = CaseNaming.Stage(row.Stage), Result = CaseNaming.Result(row.Result), Branch = read.Branch, OpenedAt = row.OpenedAt,
            OpenedBy = people.GetValueOrDefault(row.OpenedBy), InformedAt = row.InformedAt, ClosedAt = row.ClosedAt, RegistrationNumber = row.RegistrationNumber, SatisfactionScore = row.SatisfactionScore,
            Needs = seen.IsWhole ? row.Needs : null, Person = Person(read.Applicant, seen.Disclosure), IsWhole = seen.IsWhole, MayAdd = seen.MayAdd, MayWrite = seen is { IsWhole: true, MayAdd: true },
            MayComment = seen.MayAdd || said.Any(line => line.For.Contains(caller.Id, StringComparer.Ordinal) && line.RemovedBy is null), MayStepIn = StepsIn.Any(actor.Standing(StepsIn).Has),
            Next = [.. read.Tasks.Select(task => Next(task, people, actor))],
            Moments = Moments(course, read.Tasks, profile.Words), Failed = await FailedAsync(course, row.DefinitionVersionId, profile.Words, ct), Map = CaseMap.Draw(course, profile.Words, reader.Language),
            Documents = [.. kept.Select(one => Document(one, people, kinds, actor, row.Channel, read.Steps))],
            Minutes = seen.IsWhole ? await minutes.OfCaseAsync(row, ct) : [], ReadsMinutes = caller.HoldsAnyOf(DeskParts.CommitteeRoles, row.AssociationKey),
            DocumentKinds = [.. kinds.Select(kind => new DocumentKindShown(kind.Key, kind.Name, kept.Any(one => one.Kind == kind.Key && one.RemovedAt is null)))],
            Talk = [.. talk.Select(line => new SpokenShown(
                line.Direction == SpokenDirection.In, line.Direction == SpokenDirection.In && line.Channel is { } channel ? CaseNaming.Channel(channel) : null, line.Text, line.At,
                line.ById is null ? null : people.GetValueOrDefault(line.ById), line.IsSent))],
            Channels = [.. Channel.All.Select(channel => new Choice(channel.Key, channel.Name))],
            Comments = [.. said.Select(line => new CommentShown(
                line.Id, people.GetValueOrDefault(line.AuthorId), line.Text, line.At, line.RemovedBy is null ? null : people.GetValueOrDefault(line.RemovedBy), line.RemovedBy is not null,
                [.. line.For.Select(people.GetValueOrDefault).OfType<LocalizedText>()], line.IsNew, line.RemovedBy is null && CommentDesk.MayRemove(actor, line.AuthorId)))],
            Staff = [.. (await comments.StaffAsync(row.AssociationKey, ct)).Where(member => member.Key != caller.Id).Select(member => new Choice(member.Key, member.Value))],
            Timeline = CaseHappenings.Of(read.History, Words(read, course, profile.Words, people, kinds), row.DefinitionVersionId, seen.IsWhole),
            Related = seen.Disclosure == Disclosure.Summary ? [] : await relations.OfAsync(caller, row, read.Applicant, profile, ct),
        };
    }

    private PersonShown? Person(ApplicantRow row, Disclosure disclosure) => cases.Applicant(row, disclosure) is not { } shown ? null
        : new(shown.FullName, shown.NationalIdMasked, shown.Mobile, disclosure == Disclosure.Everything ? row.BirthDate : null, disclosure == Disclosure.Everything ? row.BirthDateAsTyped : null);

    private NextTask Next(UserTaskRow task, IReadOnlyDictionary<string, LocalizedText> people, Actor actor)
    {
        var (now, roles, users) = (clock.GetUtcNow(), TaskJson.Read<string>(task.CandidateRoles), TaskJson.Read<string>(task.CandidateUsers));
        var floors = TaskJson.Read<TaskAction>(task.Actions).Select(action => action.NotBefore).OfType<DateTimeOffset>().ToList();
        var asRule = new UserTask { Id = task.Id, CaseId = task.CaseId, Actions = [], Assignee = task.Assignee, CandidateRoles = [.. roles], CandidateUsers = [.. users], ExcludedUsers = [.. TaskJson.Read<string>(task.ExcludedUsers)] };
        var standing = actor.Standing(asRule);
        var isMine = task.Assignee is null ? asRule.IsCandidate(standing.Id, standing.Roles) : task.Assignee == actor.Id || task.Assignee == standing.OnBehalfOf;
        return new(
            task.Id, new(task.TitleAr, task.TitleEn), task.Assignee is null ? null : people.GetValueOrDefault(task.Assignee), [.. roles.Select(CaseNaming.Role)], [.. users.Select(people.GetValueOrDefault).OfType<LocalizedText>()],
            task.CreatedAt, task.DueAt, task.DueAt <= now, floors.Count == 0 || floors.Max() <= now ? null : floors.Max(), isMine, task.ActivityType == CommitteeStep);
    }

    /// <summary>The clock's own steps. What it only reminds of has its task, with its dates.</summary>
    private static IReadOnlyList<NextMoment> Moments(CaseCourse course, IReadOnlyList<UserTaskRow> tasks, AssociationWords words)
        => [.. course.State.Bookmarks.Where(bookmark => bookmark.DueAt is not null && !tasks.Any(task => task.ActivityInstanceId == bookmark.ActivityInstanceId))
            .Select(bookmark => new NextMoment(course.Step(bookmark.ActivityId) is { } step ? CaseNaming.Step(step, words) : LocalizedText.Same(bookmark.ActivityId), bookmark.DueAt!.Value)).OrderBy(moment => moment.At)];

    private async Task<IReadOnlyList<FailedStep>> FailedAsync(CaseCourse course, string versionId, AssociationWords words, CancellationToken ct)
    {
        var failed = course.State.ActivityExecutionContexts.Where(context => context.Status == ActivityStatus.Faulted).ToList();
        if (failed.Count == 0)
        {
            return [];
        }

        var graph = await definitions.GraphAsync(versionId, ct);
        return [.. failed.Where(context => course.Step(StepsOfBurst.StepOf(context)) is not null).Select(context => new FailedStep(
            StepsOfBurst.StepOf(context), CaseNaming.Step(course.Step(StepsOfBurst.StepOf(context))!, words),
            graph.FindNode(context.ScheduledActivityNodeId) is { } node ? [.. StepOutcomes.Of(node).Select(outcome => new Choice(outcome, CaseNaming.Outcome(node.Activity.Type, outcome)))] : [])).DistinctBy(step => step.Id)];
    }

    private DocumentShown Document(DocumentRow row, IReadOnlyDictionary<string, LocalizedText> people, IReadOnlyList<RequiredDocument> kinds, Actor actor, string channel, IReadOnlyDictionary<string, LocalizedText> steps) => new(
        row.Id, row.Name, row.Kind == DocumentFiling.Other ? null : KindOf(row.Kind, kinds) ?? LocalizedText.Same(row.Kind), row.MediaType, row.Bytes, row.Sha256,
        row.Source == DocumentSource.Intake && channel == Channel.Letter.Key ? "Letter" : row.Source.ToString(), row.UploadedAt, people.GetValueOrDefault(row.UploadedBy),
        FileKind.OfMediaType(row.MediaType)?.IsShown == true, row.MediaType.StartsWith("image/", StringComparison.Ordinal), row.RemovedAt is null && DocumentDesk.MayRemove(actor, row))
    {
        RemovedAt = row.RemovedAt, RemovedBy = row.RemovedBy is null ? null : people.GetValueOrDefault(row.RemovedBy), RemovedReason = row.RemovedReason, Step = row.TaskId is null ? null : steps.GetValueOrDefault(row.TaskId), MayOpen = DocumentDesk.MayOpen(caller, row, isWhole: true),
    };

    private static LocalizedText? KindOf(string kind, IReadOnlyList<RequiredDocument> kinds)
        => DocumentFiling.IsSignedMinutes(kind) ? Both("case.signed-minutes") : kinds.FirstOrDefault(known => known.Key == kind)?.Name;

    private static LocalizedText Both(string key) => new(PageTexts.Get("ar", key), PageTexts.Get("en", key));

    private HappeningWords Words(CaseRead read, CaseCourse course, AssociationWords words, IReadOnlyDictionary<string, LocalizedText> people, IReadOnlyList<RequiredDocument> kinds) => new(
        reader.Language, people,
        (id, type) => course.Step(id) is { } step ? CaseNaming.Step(step, words) : type is null ? null : CaseNaming.Step(type, words),
        associations.Find(read.Association)?.Policy, read.Versions,
        kind => KindOf(kind, kinds) ?? Both("case.document"));

    private async Task<CaseRead> ReadAsync(CaseRow row, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var applicant = await context.Applicants.SingleAsync(person => person.Id == row.ApplicantId, ct);
        var beside = await context.Instances.Where(instance => instance.CaseId == row.Id && instance.ParentInstanceId != null).Select(instance => instance.Id).ToListAsync(ct);
        List<string> instances = [row.WorkflowInstanceId, .. beside];
        var tasks = await context.UserTasks
            .Where(task => instances.Contains(task.WorkflowInstanceId) && (task.Status == UserTaskStatus.Available || task.Status == UserTaskStatus.Claimed)).OrderBy(task => task.CreatedAt).ToListAsync(ct);
        var steps = await (
            from document in context.Documents
            join task in context.UserTasks on document.TaskId equals task.Id
            where document.CaseId == row.Id && instances.Contains(task.WorkflowInstanceId)
            select new { task.Id, task.TitleAr, task.TitleEn }).Distinct().ToDictionaryAsync(task => task.Id, task => new LocalizedText(task.TitleAr, task.TitleEn), StringComparer.Ordinal, ct);
        var history = await context.CaseEvents.Where(line => line.CaseId == row.Id).OrderBy(line => line.Seq).ToListAsync(ct);
        var versions = await context.Definitions.Where(version => version.DefinitionId == row.DefinitionId).Select(version => new { version.Id, version.Version }).ToDictionaryAsync(version => version.Id, version => version.Version, ct);
        var branch = row.BranchId is null ? null : await context.Branches.Where(known => known.AssociationKey == row.AssociationKey && known.Id == row.BranchId).Select(known => new LocalizedText(known.NameAr, known.NameEn)).SingleOrDefaultAsync(ct);
        return new(row.AssociationKey, applicant, tasks, history, versions, branch, steps);
    }

    private sealed record CaseRead(
        string Association, ApplicantRow Applicant, IReadOnlyList<UserTaskRow> Tasks, IReadOnlyList<CaseEventRow> History, IReadOnlyDictionary<string, int> Versions, LocalizedText? Branch,
        IReadOnlyDictionary<string, LocalizedText> Steps);
}
