using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.CasePages;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Reads;
using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Pages;
using CaseWorkflows.Host.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Trail;

/// <summary>Puts the trail together for an auditor.</summary>
internal sealed class TrailDesk(TrailReader trail, TracedEvents events, CaseQueries cases, CurrentCaller caller, Reader reader, StaffNames names, IDbContextFactory<CaseDbContext> contexts)
{
    private const int PageSize = 25;
    private const int MostCases = 50;
    private const string EventKey = "case.event.";

    public async Task<TrailView> OfAsync(Association association, TrailQuery query, CancellationToken ct)
    {
        var wrong = new List<string>();
        var calendar = association.Profile.Calendar;
        var (from, to) = (TypedDays.Start(query["from"], calendar, 0, () => wrong.Add("from")), TypedDays.Start(query["to"], calendar, 1, () => wrong.Add("to")));
        var choices = await ChoicesAsync(association, query, ct);
        string? Known(string field) => query[field] is { } typed && choices[field].Any(choice => choice.Key == typed) ? typed : null;
        var search = new TrailSearch(association.Key)
        {
            Actor = Known("actor"), Action = Known("act"), Step = Known("step"), Clause = Known("clause"), Version = Known("version"), Channel = Known("channel"), From = from, Before = to,
            After = query.After is var (at, place) ? new(at, place) : null,
        };
        var (lines, next) = query["q"] is { } typed ? (await OfCasesAsync(typed, search, ct), null) : await OfAllAsync(search, ct);
        caller.Sights.Told(association.Key, lines.Select(line => line.CaseId)); // reasons are in people's words
        var numbers = await NumbersAsync(lines, ct);
        return new(association.Key, query)
        {
            Lines = await events.OfAsync(association, lines, numbers, null, ct),
            Choices = choices,
            Chips = [.. Chips(query, choices)],
            WrongDays = wrong,
            Older = next is null ? null : query.From((next.At, next.Place)),
            LookedBackTo = next is null ? null : new DateTimeOffset(next.At, TimeSpan.Zero),
        };
    }

    private async Task<(IReadOnlyList<CaseEventRow> Lines, TrailMark? Next)> OfAllAsync(TrailSearch search, CancellationToken ct)
    {
        var found = await trail.FindAsync(search, PageSize, ct);
        var ids = found.Hits.Select(hit => hit.CaseId).Distinct(StringComparer.Ordinal).ToList();
        var seqs = found.Hits.Select(hit => hit.Seq).Distinct().ToList();
        await using var context = await contexts.CreateDbContextAsync(ct);
        var rows = (await context.CaseEvents.AsNoTracking().Where(line => ids.Contains(line.CaseId) && seqs.Contains(line.Seq)).ToListAsync(ct)).ToDictionary(line => (line.CaseId, line.Seq));
        return ([.. found.Hits.Select(hit => rows.GetValueOrDefault((hit.CaseId, hit.Seq))).OfType<CaseEventRow>()], found.Next);
    }

    /// <summary>Everything in the cases a number, a person's id, mobile or name leads to, as far as the rest of the search allows.</summary>
    private async Task<IReadOnlyList<CaseEventRow>> OfCasesAsync(string typed, TrailSearch search, CancellationToken ct)
    {
        var found = await cases.ListAsync(caller, new CaseFilter(search.Association, null, typed, Paging.Of(1, MostCases)), ct);
        var ids = found.Items.Select(row => row.Id).ToList();
        var channels = found.Items.ToDictionary(row => row.Id, row => row.Channel, StringComparer.Ordinal);
        await using var context = await contexts.CreateDbContextAsync(ct);
        return [.. (await context.CaseEvents.AsNoTracking().Where(line => ids.Contains(line.CaseId)).ToListAsync(ct))
            .Where(line => search.Matches(line, channels[line.CaseId])).OrderByDescending(line => line.At).ThenBy(line => line.CaseId, StringComparer.Ordinal).ThenByDescending(line => line.Seq)];
    }

    private async Task<Dictionary<string, string>> NumbersAsync(IReadOnlyList<CaseEventRow> lines, CancellationToken ct)
    {
        var ids = lines.Select(line => line.CaseId).Distinct(StringComparer.Ordinal).ToList();
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.Cases.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Number, StringComparer.Ordinal, ct);
    }

    private IEnumerable<Chip> Chips(TrailQuery query, Dictionary<string, IReadOnlyList<Choice>> choices) => TrailQuery.Fields
        .Where(field => query[field] is not null && (!choices.TryGetValue(field, out var known) || known.Any(choice => choice.Key == query[field])))
        .Select(field => new Chip("trail." + field, choices.GetValueOrDefault(field)?.First(choice => choice.Key == query[field]).Name.In(reader.Language) ?? query[field], query.Without(field)));

    private async Task<Dictionary<string, IReadOnlyList<Choice>>> ChoicesAsync(Association association, TrailQuery query, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var people = await names.OfStaffAsync(association.Key, [Actor.SystemId, query["actor"]], ct);
        var versions = await context.Definitions.Where(row => row.AssociationKey == association.Key && row.Version > 0).OrderBy(row => row.Name).ThenByDescending(row => row.Version)
            .Select(row => new { row.Id, row.Name, row.Version }).ToListAsync(ct);
        return new(StringComparer.Ordinal)
        {
            ["actor"] = [.. people.Select(person => new Choice(person.Key, person.Value)).OrderBy(choice => reader.In(choice.Name), StringComparer.CurrentCulture)],
            ["act"] = [.. PageTexts.In("en").Keys.Where(key => key.StartsWith(EventKey, StringComparison.Ordinal) && key != EventKey + "other")
                .Select(key => new Choice(key[EventKey.Length..], new(NameOf("ar", key), NameOf("en", key)))).OrderBy(choice => reader.In(choice.Name), StringComparer.CurrentCulture)],
            ["step"] = [.. ProcedureSteps.Descriptors.Select(step => new Choice(step.TypeName, CaseNaming.Step(step.TypeName, association.Profile.Words) ?? LocalizedText.Same(step.TypeName)))],
            ["clause"] = [.. association.Policy.Clauses.Select(clause => new Choice(clause.Id, new($"{clause.Number} {clause.Section.Arabic}", $"{clause.Number} {clause.Section.English}")))],
            ["version"] = [.. versions.Select(row => new Choice(row.Id, LocalizedText.Same($"{row.Name} {row.Version}")))],
            ["channel"] = [.. Channel.All.Select(channel => new Choice(channel.Key, channel.Name))],
        };
    }

    /// <summary>What happened, without what it happened to.</summary>
    private static string NameOf(string language, string key) => PageTexts.Format(language, key, "…", "…");
}
