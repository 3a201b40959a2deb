using System.Text.Json;
using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.CasePages;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Web.Pages;
using CaseWorkflows.Host.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Trail;

/// <summary>Puts events in the words of the auditor who reads them.</summary>
internal sealed class TracedEvents(Reader reader, StaffNames names, IDbContextFactory<CaseDbContext> contexts)
{
    /// <summary>In the order they are given in.</summary>
    /// <param name="association">Whose they are.</param>
    /// <param name="lines">Of any of its cases.</param>
    /// <param name="numbers">The numbers of those cases by their ids.</param>
    /// <param name="stepName">What a step is called, by its id and type; null to call it by its type.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<IReadOnlyList<TracedEvent>> OfAsync(
        Association association, IReadOnlyList<CaseEventRow> lines, IReadOnlyDictionary<string, string> numbers, Func<string?, string?, LocalizedText?>? stepName, CancellationToken ct)
    {
        var versions = await VersionsAsync(association.Key, lines, ct);
        var people = await names.OfAsync([.. CaseHappenings.PeopleIn(lines), .. lines.SelectMany(HoldersIn)], ct);
        var words = new HappeningWords(
            reader.Language, people, stepName ?? ((_, type) => type is null ? null : CaseNaming.Step(type, association.Profile.Words)), association.Policy,
            versions.ToDictionary(pair => pair.Key, pair => pair.Value.Number, StringComparer.Ordinal), kind => DocumentKind(association.Profile, kind));
        return [.. lines.Select(line => new TracedEvent(
            line.CaseId, numbers.GetValueOrDefault(line.CaseId) ?? line.CaseId, line.Seq, line.At, CaseHappenings.Sentence(line, words), people.GetValueOrDefault(line.Actor))
        {
            ActorId = line.Actor,
            For = line.OnBehalfOf is null ? null : people.GetValueOrDefault(line.OnBehalfOf) ?? LocalizedText.Same(line.OnBehalfOf),
            Role = line.Role is null ? null : CaseNaming.Role(line.Role),
            Way = line.Channel is null ? null : "trail.way." + line.Channel,
            Clause = line.Clause is null ? null : (line.Clause, association.Policy.Find(line.Clause) is { } clause ? $"{clause.Number} {clause.Section.In(reader.Language)}" : line.Clause),
            Version = line.DefinitionVersion is null ? null : versions.GetValueOrDefault(line.DefinitionVersion),
            Reason = line.Reason,
            Changes = BeforeAndAfter.Of(line.ToEvent(), words),
            Hash = line.Hash,
        })];
    }

    private static IEnumerable<string?> HoldersIn(CaseEventRow line)
    {
        if (line.Data is null)
        {
            return [];
        }

        using var data = JsonDocument.Parse(line.Data);
        return CaseWorkflows.Cases.History.TaskMove.Of(data.RootElement) is { } moved ? [moved.Before?.Assignee, moved.After.Assignee] : [];
    }

    private static LocalizedText DocumentKind(AssociationProfile profile, string kind)
        => profile.Services.SelectMany(service => service.RequiredDocuments).FirstOrDefault(known => known.Key == kind)?.Name ?? new(PageTexts.Get("ar", "case.document"), PageTexts.Get("en", "case.document"));

    private async Task<Dictionary<string, TracedVersion>> VersionsAsync(string association, IReadOnlyList<CaseEventRow> lines, CancellationToken ct)
    {
        var ids = lines.Select(line => line.DefinitionVersion).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        await using var context = await contexts.CreateDbContextAsync(ct);
        var known = await context.Definitions.Where(row => ids.Contains(row.Id)).Select(row => new { row.Id, row.DefinitionId, row.Version }).ToListAsync(ct);
        return known.ToDictionary(row => row.Id, row => new TracedVersion(
            row.Id, row.Version, row.Version == 1 ? null : $"/studio/{association}/procedures/{Uri.EscapeDataString(row.DefinitionId)}/compare?to={row.Version}"), StringComparer.Ordinal);
    }
}
