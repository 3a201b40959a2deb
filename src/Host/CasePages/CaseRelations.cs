using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Reads;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.CasePages;

/// <summary>Other cases of the same person, and of people with the same mobile: often one household.</summary>
internal sealed class CaseRelations(IDbContextFactory<CaseDbContext> contexts)
{
    private const int Most = 20;

    /// <summary>Newest first, never of another association. For those who see names.</summary>
    public async Task<IReadOnlyList<RelatedCase>> OfAsync(CurrentCaller caller, CaseRow row, ApplicantRow person, AssociationProfile profile, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var people = person.Mobile is null ? [person] : await context.Applicants.Where(other => other.AssociationKey == row.AssociationKey && other.Mobile == person.Mobile).ToListAsync(ct);
        var (ids, names) = (people.Select(other => other.Id).ToList(), people.ToDictionary(other => other.Id, other => other.FullName, StringComparer.Ordinal));
        var found = await context.Cases.Where(other => ids.Contains(other.ApplicantId) && other.Id != row.Id && other.AssociationKey == row.AssociationKey).OrderByDescending(other => other.OpenedAt).Take(Most).ToListAsync(ct);
        caller.Sights.Told(row.AssociationKey, found.Where(other => other.ApplicantId != row.ApplicantId).Select(other => other.Id));
        return [.. found.Select(other => new RelatedCase(
            other.Id, other.Number, other.ApplicantId == row.ApplicantId ? null : names[other.ApplicantId], CaseNaming.Service(profile, other.Service),
            CaseNaming.Result(other.Result) ?? CaseNaming.Stage(other.Stage), other.OpenedAt))];
    }
}
