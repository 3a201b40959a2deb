using System.Text.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.People.Absences;

/// <summary>Who is away from an association when, and who stands in. Each act is one unit of work.</summary>
internal sealed class AbsenceDesk(UnitOfWork unitOfWork, IDbContextFactory<CaseDbContext> contexts, AssociationCalendars calendars, TimeProvider clock)
{
    /// <summary>Who may plan the absence of others, besides everybody their own.</summary>
    public static readonly Role[] Planners = [Role.Administrator, Role.RelationsSupervisor];

    private static readonly Refusal NotYours = new(RefusalKind.Forbidden, "may-not-plan-absence", new(
        "يسجل كل شخص غيابه، ويسجل غياب غيره مدير النظام أو مشرف العلاقات.", "People enter their own absence; an administrator or relations supervisor enters that of others."));

    private static readonly Refusal NoSuchAbsence = new(RefusalKind.NotFound, "no-such-absence", new("لا يوجد غياب بهذا المعرّف.", "There is no absence with this id."));

    /// <summary>Those of an association that still count and are not over, the nearest first.</summary>
    public async Task<IReadOnlyList<AbsenceRow>> ComingAsync(string association, string? person, CancellationToken ct)
    {
        var today = calendars.Today(association);
        await using var context = await contexts.CreateDbContextAsync(ct);
        var rows = await context.Absences.Where(row => row.AssociationKey == association && row.EndedAt == null && (person == null || row.PersonId == person)).ToListAsync(ct);
        return [.. rows.Where(row => row.ToDay >= today).OrderBy(row => row.FromDay).ThenBy(row => row.Id, StringComparer.Ordinal)];
    }

    /// <summary>Plans one. Refuses <c>may-not-plan-absence</c>, <c>no-such-staff-member</c> and as <see cref="Absence.Plan"/> does.</summary>
    public Task<Outcome<string>> PlanAsync(CurrentCaller caller, string association, Absence planned, CancellationToken ct) => unitOfWork.WriteAsync<string>(async (tx, token) =>
    {
        if (!MayPlan(caller, association, planned.Person))
        {
            return NotYours;
        }

        await using var context = await tx.JoinAsync(token);
        var staff = await context.StaffRoles.Where(row => row.AssociationKey == association && (row.UserId == planned.Person || row.UserId == planned.Deputy))
            .Select(row => row.UserId).Distinct().ToListAsync(token);
        if (!staff.Contains(planned.Person))
        {
            return StaffDirectory.NoSuchMember;
        }

        var others = await context.Absences.Where(row => row.AssociationKey == association && row.EndedAt == null && (row.PersonId == planned.Person || row.PersonId == planned.Deputy)).ToListAsync(token);
        if (!Absence.Plan(planned, others.ConvertAll(row => row.ToAbsence()), planned.Deputy is null || staff.Contains(planned.Deputy), calendars.Today(association)).Succeeded(out var absence, out var refusal))
        {
            return refusal;
        }

        var row = new AbsenceRow
        {
            Id = Guid.CreateVersion7().ToString("N"), AssociationKey = association, PersonId = absence.Person, DeputyId = absence.Deputy, FromDay = absence.From, ToDay = absence.To,
            CreatedAt = clock.GetUtcNow(), CreatedBy = caller.Id,
        };
        context.Absences.Add(row);
        context.StaffEvents.Add(EventOf(caller, row, StaffEventRow.AbsencePlanned));
        await context.SaveChangesAsync(token);
        return row.Id;
    }, ct);

    /// <summary>Calls one off or cuts it short: from now on it no longer counts. Ending it twice changes nothing.</summary>
    public Task<Outcome<string>> EndAsync(CurrentCaller caller, string id, CancellationToken ct) => unitOfWork.WriteAsync<string>(async (tx, token) =>
    {
        await using var context = await tx.JoinAsync(token);
        if (await context.Absences.SingleOrDefaultAsync(row => row.Id == id, token) is not { } row || !caller.IsIn(row.AssociationKey))
        {
            return NoSuchAbsence;
        }

        if (!MayPlan(caller, row.AssociationKey, row.PersonId))
        {
            return NotYours;
        }

        if (row.EndedAt is null)
        {
            (row.EndedAt, row.EndedBy) = (clock.GetUtcNow(), caller.Id);
            context.StaffEvents.Add(EventOf(caller, row, StaffEventRow.AbsenceEnded));
            await context.SaveChangesAsync(token);
        }

        return row.Id;
    }, ct);

    private static bool MayPlan(CurrentCaller caller, string association, string person) =>
        caller.IsIn(association) && (caller.Id == person || Planners.Any(role => caller.RolesIn(association).Contains(role.Key)));

    private StaffEventRow EventOf(CurrentCaller caller, AbsenceRow row, string action) => new()
    {
        AssociationKey = row.AssociationKey, PersonId = row.PersonId, At = clock.GetUtcNow(), Actor = caller.Id, Action = action,
        Data = JsonSerializer.Serialize(new { from = row.FromDay, to = row.ToDay, deputy = row.DeputyId }),
    };
}
