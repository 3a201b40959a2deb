using CaseWorkflows.Cases.History;
using CaseWorkflows.Host.Audit;
using CaseWorkflows.Host.CasePages;
using CaseWorkflows.Host.Drawing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests;

/// <summary>Every case of a database, rebuilt from its events alone, against what is stored: its row, its tasks, and the marks on the map of its procedure.</summary>
internal static class PresentProof
{
    public static async Task<IReadOnlyList<string>> FindAsync(HostFactory host)
    {
        var found = new List<string>();
        await foreach (var difference in host.Services.GetRequiredService<PresentAudit>().FindAsync(default))
        {
            found.Add(difference.ToString());
        }

        var map = host.Services.GetRequiredService<CaseMap>();
        foreach (var row in await host.LookAsync(context => context.Cases.AsNoTracking().ToListAsync()))
        {
            var events = await host.LookAsync(context => context.CaseEvents.AsNoTracking().Where(line => line.CaseId == row.Id).OrderBy(line => line.Seq).ToListAsync());
            var (told, stored) = (CaseMap.ProgressOf(CaseAsOf.Of(events.Select(line => line.ToEvent())).Steps), (await map.ReadAsync(row.WorkflowInstanceId, row.DefinitionVersionId, default)).Progress);
            if (Text(told) is var rebuilt && Text(stored) is var kept && rebuilt != kept)
            {
                found.Add($"{row.Number}: the map shows {kept}, the events tell {rebuilt}");
            }
        }

        return found;
    }

    public static string Text(CaseProgress progress) => string.Join(' ', [.. progress.Marks.Select(mark => $"{mark.Key}={mark.Value}").Order(StringComparer.Ordinal), "|", .. progress.Taken.Select(way => $"{way}").Order(StringComparer.Ordinal)]);
}
