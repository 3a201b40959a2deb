using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.CasePages;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Reads;
using CaseWorkflows.Host.Web.Pages;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Trail;

/// <summary>Shows who looked.</summary>
internal sealed class ReadsDesk(Reader reader, StaffNames names, IDbContextFactory<CaseDbContext> contexts)
{
    private const int PageSize = 50;
    private const int MostCases = 5;

    /// <summary>The newest reads of one case.</summary>
    public async Task<IReadOnlyList<ReadShown>> OfCaseAsync(string caseId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var rows = await (
            from of in context.ReadCases.AsNoTracking()
            where of.CaseId == caseId
            orderby of.At descending
            join read in context.Reads on of.ReadId equals read.Id
            select read).Take(PageSize).ToListAsync(ct);
        var people = await names.OfAsync(rows.Select(row => row.Reader), ct);
        return [.. rows.Select(row => Shown(row, people, [], 0))];
    }

    /// <summary>Those of an association, the newest first.</summary>
    public async Task<ReadsView> OfAsync(Association association, ReadsQuery query, CancellationToken ct)
    {
        var (wrong, calendar) = (new List<string>(), association.Profile.Calendar);
        var (from, to) = (TypedDays.Start(query.From, calendar, 0, () => wrong.Add("from")), TypedDays.Start(query.To, calendar, 1, () => wrong.Add("to")));
        var before = query.After is { } ticks and > 0 && ticks <= DateTimeOffset.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : to;
        await using var context = await contexts.CreateDbContextAsync(ct);
        var rows = await context.Reads.AsNoTracking()
            .Where(row => row.AssociationKey == association.Key && (query.Reader == null || row.Reader == query.Reader) && (from == null || row.At >= from) && (before == null || row.At < before))
            .OrderByDescending(row => row.At).Take(PageSize + 1).ToListAsync(ct);
        var more = rows.Count > PageSize;
        rows = [.. rows.Take(PageSize)];
        var ids = rows.ConvertAll(row => row.Id);
        var cases = (await (
            from of in context.ReadCases.AsNoTracking()
            where ids.Contains(of.ReadId)
            join row in context.Cases on of.CaseId equals row.Id
            orderby of.Place
            select new { of.ReadId, row.Id, row.Number }).ToListAsync(ct)).ToLookup(row => row.ReadId, row => (row.Id, row.Number), StringComparer.Ordinal);
        var people = await names.OfStaffAsync(association.Key, [.. rows.Select(row => row.Reader), query.Reader], ct);
        return new(
            association.Key, query, [.. rows.Select(row => Shown(row, people, [.. cases[row.Id].Take(MostCases)], Math.Max(0, cases[row.Id].Count() - MostCases)))],
            [.. people.Select(person => new Choice(person.Key, person.Value)).OrderBy(choice => reader.In(choice.Name), StringComparer.CurrentCulture)], wrong,
            more ? query.Older(rows[^1].At.UtcTicks) : null);
    }

    private static ReadShown Shown(ReadRow row, IReadOnlyDictionary<string, CaseWorkflows.Cases.Text.LocalizedText> people, IReadOnlyList<(string Id, string Number)> cases, int more) => new(
        row.At, people.GetValueOrDefault(row.Reader), "reads.what." + row.What, "reads.extent." + row.Extent, "reads.basis." + row.Basis, "trail.way." + row.Channel, row.Purpose, cases, more);
}
