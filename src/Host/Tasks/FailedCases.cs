using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tasks;

/// <summary>A case that stands still because a step of it, or of a workflow beside it, failed.</summary>
public sealed record FailedCase(string CaseId, string Number, string Association, string Service, int Incidents, DateTimeOffset Since);

/// <summary>What a supervisor can let try again: found along an index that holds nothing else.</summary>
internal static class FailedCases
{
    public static async Task<IReadOnlyList<FailedCase>> FindAsync(CaseDbContext context, IReadOnlyList<string> associations, InboxFilter filter, int most, CancellationToken ct)
        => associations.Count == 0 ? [] : (await (
            from instance in context.Instances
            where associations.Contains(instance.AssociationKey) && instance.IncidentCount > 0 && instance.Status == "Running" && instance.CaseId != null
            join row in context.Cases on instance.CaseId equals row.Id
            where (filter.Service == null || row.Service == filter.Service) && (filter.Channel == null || row.Channel == filter.Channel)
            orderby instance.UpdatedAt
            select new FailedCase(row.Id, row.Number, row.AssociationKey, row.Service, instance.IncidentCount, instance.UpdatedAt)).Take(most).ToListAsync(ct))
            .DistinctBy(failed => failed.CaseId).ToList();
}
