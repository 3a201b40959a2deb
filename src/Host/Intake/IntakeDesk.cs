using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Cases.Documents;
using CaseWorkflows.Cases.Identifiers;
using CaseWorkflows.Cases.Intake;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Documents;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.People.Branches;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Web.Pages;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Intake;

/// <summary>What came of a form that was sent: the case that was opened, or the page again with what is wrong.</summary>
internal sealed record IntakeOutcome(string? CaseId, IntakeView? Again, int Status);

/// <summary>Puts the intake page together and takes what is sent from it.</summary>
internal sealed class IntakeDesk(
    PeopleFinder people, CaseIntake intake, BranchDesk branches, DocumentStore documents, DocumentTickets tickets, IDbContextFactory<CaseDbContext> contexts, CurrentCaller caller, Reader reader)
{
    private static readonly Role[] OverEveryChannel = [Role.RelationsOfficer, Role.RelationsSupervisor, Role.Administrator];
    private static readonly Role[] DoubtPassers = [Role.RelationsSupervisor, Role.Administrator];

    /// <summary>The page before anything is sent. What was searched for stands in the form already, should nobody be found.</summary>
    public async Task<IntakeView> StartAsync(Association association, string? query, string? personId, CancellationToken ct)
    {
        var person = personId is null ? null : await people.FindByIdAsync(caller, association.Key, personId, ct);
        var typed = new IntakeTyped { OperationId = Guid.NewGuid().ToString("N"), PersonId = person?.Id ?? "" };
        if (person is null && query is { Length: > 0 })
        {
            typed = Mobile.TryNormalize(query, out _) ? typed with { Mobile = query } : query.Any(char.IsDigit) ? typed with { NationalId = query } : typed with { FullName = query };
        }

        var view = await ViewAsync(association, typed, ct) with
        {
            Query = query,
            Person = person,
            Found = person is null && query is { Length: > 0 } ? await people.FindAsync(caller, association.Key, query, ct) : [],
        };
        return view with { Typed = typed with { Channel = DefaultChannel(view), Service = DefaultService(view), Branch = view.Branches is [var only] && caller.HoldsAnyOf([Role.BranchDelegate], association.Key) ? only.Id : "" } };
    }

    /// <summary>Keeps the scan that came with the form. From then on its ticket stands among what was typed, whatever else is wrong; what is wrong with the scan itself is answered.</summary>
    public async Task<(IntakeTyped Typed, Refusal? Unfit)> TakeScanAsync(IntakeTyped typed, IFormFile? scan, CancellationToken ct)
        => scan is null ? (typed, typed.Scan.Length > 0 && ScanOf(typed) is null ? DocumentRules.NotHandedIn() : null)
            : (await documents.KeepAsync(scan, null, ct)).Succeeded(out var kept, out var refusal) ? (typed with { Scan = tickets.Of(PlaceOf(typed), kept) }, null)
            : (typed, refusal);

    /// <summary>Opens the case, unless something must be put right or decided first.</summary>
    public async Task<IntakeOutcome> OpenAsync(Association association, IntakeTyped typed, Refusal? unfit, CancellationToken ct)
    {
        var view = await ViewAsync(association, typed, ct) with { Person = typed.PersonId.Length == 0 ? null : await people.FindByIdAsync(caller, association.Key, typed.PersonId, ct) };
        if (unfit is not null)
        {
            return Again(view, unfit with { Field = "scan" });
        }

        var request = typed.ToRequest([.. view.Channels.Select(channel => channel.Key)]);
        var actor = caller.ActorFor(association.Key).Standing(IntakeRules.Openers);
        if (request.PersonId is null)
        {
            if (!IntakeRules.Check(request.ToCommand(), association.Profile, actor).Succeeded(out var accepted, out var wrong))
            {
                return Again(view, wrong);
            }

            view = view with { Duplicates = await people.DuplicatesAsync(caller, association.Key, accepted, ct) };
            if (view.Duplicates.Any(duplicate => !typed.Decisions.ContainsKey(duplicate.Person.Id)))
            {
                return new(null, view with { Errors = [new("duplicates", reader["intake.decide"])] }, StatusCodes.Status409Conflict);
            }
        }

        return (await intake.OpenAsync(association, request, ScanOf(typed), actor, ct)).Succeeded(out var answer, out var refusal)
            ? new(answer.Location![(answer.Location!.LastIndexOf('/') + 1)..], null, StatusCodes.Status303SeeOther)
            : Again(view, refusal);
    }

    /// <summary>The page again, for a form that was not looked at.</summary>
    public async Task<IntakeView> StaleAsync(Association association, IntakeTyped typed, CancellationToken ct) => await ViewAsync(association, typed, ct) with
    {
        Person = typed.PersonId.Length == 0 ? null : await people.FindByIdAsync(caller, association.Key, typed.PersonId, ct),
        Errors = [new(null, reader["form.stale"])],
    };

    private IntakeOutcome Again(IntakeView view, Refusal refusal) => new(
        null,
        view with { Errors = FormError.From(refusal, reader.Language, IntakeTyped.FieldOf), AlreadyOpen = refusal.Code == "case-already-open" ? refusal.Facts?.GetValueOrDefault("number") as string : null },
        Web.Problem.From(refusal).Status);

    private async Task<IntakeView> ViewAsync(Association association, IntakeTyped typed, CancellationToken ct) => new(association.Key, typed)
    {
        Channels = [.. association.Profile.Channels.Where(channel => channel.IsEnteredByStaff && (caller.HoldsAnyOf(OverEveryChannel, association.Key) || channel == Channel.BranchDelegate))],
        Services = association.Profile.Services,
        Branches = await BranchesAsync(association.Key, ct),
        MayPassDoubt = caller.HoldsAnyOf(DoubtPassers, association.Key),
        Scan = ScanOf(typed),
    };

    private StoredDocument? ScanOf(IntakeTyped typed) => typed.Scan.Length == 0 ? null : tickets.Find(PlaceOf(typed), typed.Scan);

    private string PlaceOf(IntakeTyped typed) => $"intake/{caller.Id}/{typed.OperationId}";

    /// <summary>Those at work; for whoever belongs to some of them, these alone.</summary>
    private async Task<IReadOnlyList<(string Id, string Name)>> BranchesAsync(string association, CancellationToken ct)
    {
        var working = (await branches.AllAsync(association, ct)).Where(branch => branch.ClosedAt is null).ToList();
        if (working.Count == 0)
        {
            return [];
        }

        await using var context = await contexts.CreateDbContextAsync(ct);
        var own = await context.StaffBranches.Where(row => row.UserId == caller.Id && row.AssociationKey == association).Select(row => row.BranchId).ToListAsync(ct);
        return [.. working.Where(branch => own.Count == 0 || own.Contains(branch.Id)).Select(branch => (branch.Id, reader.In(new(branch.NameAr, branch.NameEn))))];
    }

    private static string DefaultChannel(IntakeView view)
        => view.Channels is [var only] ? only.Key : view.Person?.LastChannel is { } last && view.Channels.Any(channel => channel.Key == last) ? last : "";

    private static string DefaultService(IntakeView view)
        => view.Services.Where(service => view.Person?.Open.Any(open => open.Service == service.Key) != true).ToList() is [var only] ? only.Key : "";
}
