using CaseWorkflows.Cases.Committee;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Policies;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Desk;
using CaseWorkflows.Host.Logging;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Reads;
using CaseWorkflows.Host.Tasks;
using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Pages;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Committees;

/// <summary>What of a case the members have before them.</summary>
public sealed record CaseBefore(string Id, string Number, LocalizedText Service, string? Needs, string? Applicant, string? Mobile, DateTimeOffset OpenedAt);

/// <summary>Where in a session's agenda a case stands.</summary>
public sealed record AgendaPlace(string SessionId, string Title, int Position, int Count, string? PreviousTask, string? NextTask);

/// <summary>What was typed into a form of the page, and what is wrong with it.</summary>
/// <param name="Form">Which: vote, recuse, say, back; null for none.</param>
/// <param name="Choice">The choice made.</param>
/// <param name="Text">The reason or remark.</param>
/// <param name="OperationId">What names the act, so that sending it twice does it once.</param>
/// <param name="IsToConfirm">True for a vote that is shown once more before it is given.</param>
public sealed record TypedAct(string? Form, string Choice, string Text, string OperationId, bool IsToConfirm = false)
{
    /// <summary>What is wrong, for the top of the page.</summary>
    public IReadOnlyList<FormError> Errors { get; init; } = [];
}

/// <summary>Pages of a case before its committee.</summary>
internal static class SittingPages
{
    public static void MapSittingPages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/committee").AsPage().RequireRole(DeskParts.CommitteeRoles).Discloses("committee");
        group.MapGet("", ListAsync);
        group.MapGet("{taskId}", (string taskId, string? done, SittingDesk desk, CancellationToken ct) => desk.ShowAsync(taskId, done, null, ct));
        group.MapPost("{taskId}/vote", VoteAsync).DisableAntiforgery();
        group.MapPost("{taskId}/recuse", (string taskId, HttpContext http, SittingDesk desk, CommitteeActs acts, CurrentCaller caller, CancellationToken ct)
            => desk.ActAsync(http, taskId, "recuse", "recused", form => acts.RecuseAsync(caller, taskId, new(form["text"], null, form["operation"]), ct), ct)).DisableAntiforgery();
        group.MapPost("{taskId}/say", (string taskId, HttpContext http, SittingDesk desk, CommitteeActs acts, CurrentCaller caller, CancellationToken ct)
            => desk.ActAsync(http, taskId, "say", "said", form => acts.DiscussAsync(caller, taskId, new(form["text"], form["operation"]), ct), ct)).DisableAntiforgery();
        group.MapPost("{taskId}/close", (string taskId, HttpContext http, SittingDesk desk, CommitteeActs acts, CurrentCaller caller, CancellationToken ct)
            => desk.ActAsync(http, taskId, "close", "closed", form => acts.CloseAsync(caller, taskId, new(form["operation"]), ct), ct)).DisableAntiforgery();
        group.MapPost("{taskId}/again", (string taskId, HttpContext http, SittingDesk desk, CommitteeActs acts, CurrentCaller caller, CancellationToken ct)
            => desk.ActAsync(http, taskId, "again", "again", form => acts.VoteAgainAsync(caller, taskId, new(form["operation"]), ct), ct)).DisableAntiforgery();
        group.MapPost("{taskId}/back", (string taskId, HttpContext http, SittingDesk desk, TaskChanges tasks, CurrentCaller caller, CancellationToken ct)
            => desk.ActAsync(http, taskId, "back", "back", form => tasks.CompleteAsync(caller, taskId, new("MoreInformation", null, form["text"], null, form["operation"]), ct), ct)).DisableAntiforgery();
    }

    private static async Task<IResult> ListAsync(HttpContext http, DeskScope scope, CurrentCaller caller, CommitteeList list, CancellationToken ct, int page = 1)
    {
        scope.Remember(http);
        if (scope.Current is not { } association || !caller.HoldsAnyOf(DeskParts.CommitteeRoles, association.Key))
        {
            return Page.Of<CommitteePage>();
        }

        var (lines, areMore) = await list.UnderStudyAsync(caller, association, Math.Max(1, page), ct);
        return Page.Of<CommitteePage>(new
        {
            Lines = lines, PageNumber = Math.Max(1, page), AreMore = areMore, Sessions = await list.SessionsAsync(association.Key, ct),
            MayCallSession = caller.HoldsAnyOf([Role.CommitteeChair, Role.Administrator], association.Key),
        });
    }

    /// <summary>A vote is final, so it is shown once more first.</summary>
    private static Task<IResult> VoteAsync(string taskId, HttpContext http, SittingDesk desk, CommitteeActs acts, CurrentCaller caller, CancellationToken ct)
        => desk.ActAsync(http, taskId, "vote", "voted", form => acts.VoteAsync(caller, taskId, new(form["choice"], form["text"], form["operation"]), ct), ct);
}

/// <summary>Shows a case before its committee, and does what is posted there.</summary>
internal sealed class SittingDesk(
    CurrentCaller caller, CommitteeQueries queries, AssociationRegistry associations, CaseAccess access, Reader reader, IDbContextFactory<CaseDbContext> contexts, IHttpContextAccessor accessor)
{
    public async Task<IResult> ActAsync(HttpContext http, string taskId, string kind, string done, Func<PostedForm, Task<Outcome<TaskChanged>>> act, CancellationToken ct)
    {
        var form = await PostedForm.ReadAsync(http, ct);
        var typed = new TypedAct(kind, form["choice"], form["text"], form["operation"] is { Length: > 0 } named ? named : NewOperation());
        if (!form.IsFresh)
        {
            return await ShowAsync(taskId, null, typed with { Errors = [new(null, reader["form.stale"])] }, ct, StatusCodes.Status400BadRequest);
        }

        if (kind == "vote" && !form.Has("confirmed"))
        {
            var missing = Missing(typed);
            return await ShowAsync(taskId, null, missing is null ? typed with { IsToConfirm = true } : typed with { Errors = [missing] }, ct, missing is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
        }

        var outcome = await act(form);
        return outcome.Refusal is { } refusal
            ? await ShowAsync(taskId, null, typed with { Errors = FormError.From(refusal, reader.Language, field => field == "choice" ? "choice-Approve" : $"{kind}-text") }, ct, Problem.From(refusal).Status)
            : SeeOther.To($"/committee/{taskId}?done={done}{Session("&")}");
    }

    public async Task<IResult> ShowAsync(string taskId, string? done, TypedAct? typed, CancellationToken ct, int status = StatusCodes.Status200OK)
    {
        if (!(await queries.FindAsync(caller, taskId, ct)).Succeeded(out var view, out var refusal))
        {
            return refusal.ToResult();
        }

        accessor.HttpContext?.AboutCase(view.CaseId);
        var association = associations.Find(view.Association)!;
        return Page.Of<SittingPage>(new
        {
            View = view,
            Case = await CaseAsync(view, association, ct),
            Place = await PlaceAsync(taskId, ct),
            Clause = view.Release.Clause is { } clause ? association.Policy.Find(clause) : null,
            Typed = typed ?? new TypedAct(null, "", "", NewOperation()),
            Done = done,
            Absent = (IReadOnlyList<LocalizedText>)[.. view.Members.Where(seat => caller.StandsInFor(view.Association).Any(absent => absent.Id == seat.Id)).Select(seat => seat.Name)],
        }, status);
    }

    private static string NewOperation() => Guid.NewGuid().ToString("N");

    private FormError? Missing(TypedAct typed) =>
        !EnumNames.TryRead<VoteChoice>(typed.Choice, out var choice) ? new("choice-Approve", reader["committee.choose"])
        : choice == VoteChoice.Reject && ArabicText.Fold(typed.Text).Length == 0 ? new("vote-text", reader["committee.reason-needed"])
        : null;

    private async Task<CaseBefore> CaseAsync(CommitteeView view, Association association, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var found = await (from row in context.Cases join applicant in context.Applicants on row.ApplicantId equals applicant.Id where row.Id == view.CaseId select new { row, applicant }).SingleAsync(ct);
        var all = await access.OfAsync(caller, found.row, ct);
        return new(
            found.row.Id, found.row.Number, association.Profile.Services.FirstOrDefault(service => service.Key == found.row.Service)?.Name ?? LocalizedText.Same(found.row.Service),
            all == Disclosure.Everything ? found.row.Needs : null, all >= Disclosure.Name ? found.applicant.FullName : null, all == Disclosure.Everything ? found.applicant.Mobile : null, found.row.OpenedAt);
    }

    /// <summary>Where the case stands in the session the reader came from.</summary>
    private async Task<AgendaPlace?> PlaceAsync(string taskId, CancellationToken ct)
    {
        if (accessor.HttpContext?.Request.Query["session"].ToString() is not { Length: > 0 } id)
        {
            return null;
        }

        await using var context = await contexts.CreateDbContextAsync(ct);
        var mine = caller.Associations;
        var items = await (from item in context.SessionItems join session in context.Sessions on item.SessionId equals session.Id
                           where session.Id == id && mine.Contains(session.AssociationKey) orderby item.Position select new { item.TaskId, session.Title }).ToListAsync(ct);
        var place = items.FindIndex(item => item.TaskId == taskId);
        return place < 0 ? null : new(id, items[place].Title, place + 1, items.Count, items.ElementAtOrDefault(place - 1)?.TaskId, items.ElementAtOrDefault(place + 1)?.TaskId);
    }

    private string Session(string sign) => accessor.HttpContext?.Request.Query["session"].ToString() is { Length: > 0 } id ? $"{sign}session={Uri.EscapeDataString(id)}" : "";
}
