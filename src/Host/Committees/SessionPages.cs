using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.Documents;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Desk;
using CaseWorkflows.Host.Documents;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Pages;

namespace CaseWorkflows.Host.Committees;

/// <summary>What was typed into the form of a new session.</summary>
public sealed record TypedSession(string Title, string Day, string Place, IReadOnlyCollection<string> Tasks)
{
    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<FormError> Errors { get; init; } = [];
}

/// <summary>Pages of a committee's sessions.</summary>
internal static class SessionPages
{
    public static void MapSessionPages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/committee/sessions").AsPage();
        group.MapGet("new", (SessionDesk desk, CancellationToken ct) => desk.NewAsync(new("", "", "", []), ct)).RequireRole(SessionActs.Leaders);
        group.MapPost("new", (HttpContext http, SessionDesk desk, CancellationToken ct) => desk.CallAsync(http, ct)).RequireRole(SessionActs.Leaders).DisableAntiforgery();
        group.MapGet("{id}", (string id, string? done, SessionDesk desk, CancellationToken ct) => desk.ShowAsync(id, done, [], ct)).RequireRole(DeskParts.CommitteeRoles);
        group.MapGet("{id}/minutes", (string id, SessionDesk desk, CancellationToken ct) => desk.MinutesAsync(id, ct)).RequireRole(DeskParts.CommitteeRoles);
        group.MapPost("{id}/attendance", (string id, HttpContext http, SessionDesk desk, SessionActs acts, CurrentCaller caller, CancellationToken ct)
            => desk.ActAsync(http, id, "attendance", form => acts.NoteAsync(caller, id, form.All("member").ToList(), form.All("present").ToList(), ct), ct)).RequireRole(SessionActs.Leaders).DisableAntiforgery();
        group.MapPost("{id}/wording", (string id, HttpContext http, SessionDesk desk, SessionActs acts, CurrentCaller caller, CancellationToken ct)
            => desk.ActAsync(http, id, "worded", form => acts.WordAsync(caller, id, Worded(form), ct), ct)).RequireRole(SessionActs.Leaders).DisableAntiforgery();
        group.MapPost("{id}/sign", (string id, HttpContext http, SessionDesk desk, SessionActs acts, CurrentCaller caller, CancellationToken ct)
            => desk.ActAsync(http, id, "signed", _ => acts.SignAsync(caller, id, ct), ct)).RequireRole(Role.CommitteeChair).DisableAntiforgery();
        group.MapPost("{id}/paper", (string id, HttpContext http, SessionDesk desk, SessionActs acts, DocumentStore documents, CurrentCaller caller, CancellationToken ct)
            => desk.ActAsync(http, id, "paper", form => PaperAsync(id, form, documents, acts, caller, ct), ct)).RequireRole(SessionActs.Leaders).TakesFiles().DisableAntiforgery();
    }

    private static async Task<Outcome<string>> PaperAsync(string id, PostedForm form, DocumentStore documents, SessionActs acts, CurrentCaller caller, CancellationToken ct)
        => form.Files["paper"] is not { } paper ? DocumentRules.Empty() with { Field = "paper" }
            : (await documents.KeepAsync(paper, null, ct)).Succeeded(out var kept, out var refusal) ? await acts.FileAsync(caller, id, kept, ct)
            : refusal with { Field = "paper" };

    internal static Dictionary<string, string> Worded(PostedForm form) =>
        form.Fields.Keys.Where(name => name.StartsWith("reason-", StringComparison.Ordinal)).ToDictionary(name => name["reason-".Length..], name => form[name].ReplaceLineEndings("\n"), StringComparer.Ordinal);
}

/// <summary>Shows sessions and does what is posted there.</summary>
internal sealed class SessionDesk(CurrentCaller caller, DeskScope scope, CommitteeList list, SessionActs acts, SessionQueries sessions, AssociationRegistry associations, Reader reader)
{
    public async Task<IResult> NewAsync(TypedSession typed, CancellationToken ct, int status = StatusCodes.Status200OK)
    {
        if (scope.Current is not { } association || !caller.HoldsAnyOf(SessionActs.Leaders, association.Key))
        {
            return Problems.RoleRequired.ToResult();
        }

        var (lines, areMore) = await list.ForAgendaAsync(caller, association, ct);
        return Page.Of<NewSessionPage>(new { Typed = typed, Lines = lines.OrderBy(line => line.CaseNumber, StringComparer.Ordinal).ToList(), AreMore = areMore }, status);
    }

    public async Task<IResult> CallAsync(HttpContext http, CancellationToken ct)
    {
        var form = await PostedForm.ReadAsync(http, ct);
        var typed = new TypedSession(form["title"], form["day"], form["place"], [.. form.All("tasks")]);
        if (!form.IsFresh)
        {
            return await NewAsync(typed with { Errors = [new(null, reader["form.stale"])] }, ct, StatusCodes.Status400BadRequest);
        }

        if (scope.Current is not { } association)
        {
            return Problems.RoleRequired.ToResult();
        }

        _ = TypedDate.TryParse(typed.Day, out var day); // a day that cannot be read is no day, which is refused
        var called = await acts.CallAsync(caller, association.Key, new(typed.Title, day, typed.Place, [.. typed.Tasks]), ct);
        return called.Succeeded(out var id, out var refusal)
            ? SeeOther.To($"/committee/sessions/{id}?done=called")
            : await NewAsync(typed with { Errors = FormError.From(refusal, reader.Language) }, ct, Problem.From(refusal).Status);
    }

    public async Task<IResult> ActAsync(HttpContext http, string id, string done, Func<PostedForm, Task<Outcome<string>>> act, CancellationToken ct)
    {
        var form = await PostedForm.ReadAsync(http, ct);
        if (!form.IsFresh)
        {
            return await ShowAsync(id, null, [new(null, reader["form.stale"])], ct, StatusCodes.Status400BadRequest, form);
        }

        return (await act(form)).Refusal is { } refusal
            ? await ShowAsync(id, null, FormError.From(refusal, reader.Language), ct, Problem.From(refusal).Status, form)
            : SeeOther.To($"/committee/sessions/{id}?done={done}");
    }

    public async Task<IResult> ShowAsync(string id, string? done, IReadOnlyList<FormError> errors, CancellationToken ct, int status = StatusCodes.Status200OK, PostedForm? typed = null)
        => await sessions.FindAsync(caller, id, ct) is { } session && MayRead(session)
            ? Page.Of<SessionPage>(new
            {
                Session = session, Done = done, Errors = errors, IsInside = IsInside(session), Worded = typed is null || errors.Count == 0 ? null : SessionPages.Worded(typed), Present = typed?.Has("member") == true ? typed.All("present") : null,
                MayLead = session.SignedAt is null && caller.HoldsAnyOf(SessionActs.Leaders, session.Association),
                MaySign = session.SignedAt is null && caller.RolesIn(session.Association).Contains(Role.CommitteeChair.Key),
                MayFile = session is { SignedAt: not null, IsAllReleased: true } && caller.HoldsAnyOf(SessionActs.Leaders, session.Association),
            }, status)
            : Problems.NoSuchRoute.ToResult();

    public async Task<IResult> MinutesAsync(string id, CancellationToken ct)
    {
        if (await sessions.FindAsync(caller, id, ct) is not { } session || !MayRead(session) || (!IsInside(session) && !session.IsAllReleased))
        {
            return Problems.NoSuchRoute.ToResult();
        }

        var text = session.SignedAt is null ? new MinutesText(session, associations.Find(session.Association)!, reader.Language).Write() : reader.Language == "ar" ? session.TextAr! : session.TextEn!;
        return Page.Of<MinutesPage>(new { Session = session, Html = text });
    }

    private bool MayRead(SessionFacts session) => caller.HoldsAnyOf(DeskParts.CommitteeRoles, session.Association);

    /// <summary>True for those who sit on what is on the agenda: outcomes that are not released yet are theirs alone.</summary>
    private bool IsInside(SessionFacts session) => session.Members.Any(member => member.Id == caller.Id);
}
