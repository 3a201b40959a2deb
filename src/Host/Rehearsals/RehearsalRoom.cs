using System.Text;
using CaseWorkflows.Activities.Rehearsals;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Designer;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Rehearsals;

/// <summary>Rehearses stored versions beside the published one. Reads only; one rehearsal at a time, so that designers never slow down the staff.</summary>
internal sealed class RehearsalRoom(
    IDbContextFactory<CaseDbContext> contexts, DefinitionCatalogue definitions, AssociationRegistry associations, ObservedCases observed, TimeProvider clock) : IDisposable
{
    private const double MostArrivals = 200;
    private const int MostPeople = 500;

    /// <summary>Thousands of cases take a second or two; scripts that never end take their limit each time.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>Refuses <c>no-such-definition</c>, <c>definition-not-runnable</c>, <c>rehearsal-out-of-range</c> and <c>rehearsal-too-slow</c>.</summary>
    public async Task<Outcome<RehearsalAnswer>> RunAsync(CurrentCaller caller, string definitionId, RehearsalRequest request, CancellationToken ct)
    {
        if (OutOfRange(request) is { } refusal)
        {
            return refusal;
        }

        await using var context = await contexts.CreateDbContextAsync(ct);
        var versions = await context.Definitions.Where(row => row.DefinitionId == definitionId).ToListAsync(ct);
        var asked = versions.Find(row => request.VersionId is { } id ? row.Id == id : row.IsLatest);
        if (asked is null || !MaySee(caller, asked.AssociationKey) || associations.Find(asked.AssociationKey) is not { } association)
        {
            return NoSuchDefinition();
        }

        var assume = await observed.OfAsync(association, ct);
        assume = assume with
        {
            Cases = request.Cases,
            Seed = request.Seed,
            ArrivalsPerWorkingDay = request.ArrivalsPerWorkingDay ?? assume.ArrivalsPerWorkingDay,
            People = assume.People.Concat(request.People ?? new Dictionary<string, int>(StringComparer.Ordinal)).GroupBy(role => role.Key, StringComparer.Ordinal)
                .ToDictionary(role => role.Key, role => role.Last().Value, StringComparer.Ordinal),
        };

        await _oneAtATime.WaitAsync(ct);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Longest);
        try
        {
            var draft = Play(asked, association, assume, patience.Token);
            return draft.Refusal is { } broken ? broken
                : versions.Find(row => row.IsPublished && row.Id != asked.Id) is { } published && Play(published, association, assume, patience.Token) is { Refusal: null } present
                    ? new RehearsalAnswer(draft.Value, present.Value, assume.ArrivalsPerWorkingDay, assume.People)
                    : new RehearsalAnswer(draft.Value, null, assume.ArrivalsPerWorkingDay, assume.People);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return TooSlow();
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private Outcome<RehearsedVersion> Play(DefinitionRow row, Association association, RehearsalAssumptions assume, CancellationToken ct)
    {
        var compilation = definitions.TryCompile(row.Json, row.AssociationKey);
        if (compilation.Graph is not { } graph)
        {
            return NotRunnable(compilation.Problems);
        }

        var definition = WorkflowDefinition.Parse(Encoding.UTF8.GetBytes(row.Json)).Definition!;
        var result = Rehearsal.Run(graph, definition, OfficeHours.Of(association.Profile.Calendar), assume, clock.GetUtcNow(), ct);
        return new RehearsedVersion(row.Id, row.Version, row.IsPublished, result);
    }

    private static bool MaySee(CurrentCaller caller, string association)
        => caller.HoldsAnyOf(DesignerScope.Readers, association);

    private static Refusal? OutOfRange(RehearsalRequest request) => request switch
    {
        { Cases: < 1 or > RehearsalAssumptions.MostCases } => Range("cases", 1, RehearsalAssumptions.MostCases),
        { ArrivalsPerWorkingDay: { } arrivals } when !(arrivals > 0 && arrivals <= MostArrivals) => Range("arrivalsPerWorkingDay", 0, MostArrivals),
        { People: { } people } when people.Values.Any(count => count is < 0 or > MostPeople) => Range("people", 0, MostPeople),
        _ => null,
    };

    private static Refusal Range(string field, double from, double to) => new(RefusalKind.Malformed, "rehearsal-out-of-range", new(
        $"القيمة خارج المدى المقبول: من {from} إلى {to}.", $"The value is outside what can be rehearsed: {from} to {to}."))
    {
        Field = field,
    };

    private static Refusal TooSlow() => new(RefusalKind.RuleBroken, "rehearsal-too-slow", new(
        "لم تنتهِ التجربة في نصف دقيقة. قلّل عدد الحالات، وابحث عن نص برمجي لا ينتهي.", "The rehearsal was not over in half a minute. Play fewer cases, and look for a script that never ends."))
    {
        Field = "cases",
    };

    private static Refusal NoSuchDefinition() => new(RefusalKind.NotFound, "no-such-definition", new(
        "لا يوجد إجراء بهذا المعرّف.", "There is no procedure of that id."));

    private static Refusal NotRunnable(IReadOnlyList<DefinitionProblem> problems) => new(RefusalKind.RuleBroken, "definition-not-runnable", new(
        $"لا يمكن تشغيل هذا الإصدار بعد: {problems[0].Message}", $"This version cannot be run yet: {problems[0].Message}"))
    {
        Facts = Facts.Of(("problems", problems.Select(problem => problem.Message).ToList())),
    };
}
