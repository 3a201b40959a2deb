using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Committees;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.CasePages;

/// <summary>The committee's signed minutes as a case has them: that they are there, and of what they say what is about this case. The rest of the agenda is other people's.</summary>
internal sealed class CaseMinutes(IDbContextFactory<CaseDbContext> contexts, AssociationRegistry associations)
{
    /// <summary>Minutes of sessions with the case on their agenda, oldest first; those of a decision that is still held are not among them.</summary>
    public async Task<IReadOnlyList<MinutesShown>> OfCaseAsync(CaseRow row, CancellationToken ct)
        => [.. (await ReadAsync(row, ct)).Select(found => new MinutesShown(
            found.Session.Id, found.Session.Title, associations.CommitteeName(row.AssociationKey, found.Session.CommitteeKey), found.Session.HeldOn, found.Minutes.SignedAt!.Value, found.Minutes.Sha256!))];

    /// <summary>What a session's signed minutes say of a case, in a language; null when there is nothing to be read yet.</summary>
    public async Task<(MinutesShown Minutes, string Html)?> ExtractAsync(CaseRow row, string session, string language, CancellationToken ct)
    {
        if ((await OfCaseAsync(row, ct)).FirstOrDefault(minutes => minutes.Session == session) is not { } shown)
        {
            return null;
        }

        var found = (await ReadAsync(row, ct)).First(one => one.Session.Id == session);
        return (shown, SealedMinutes.Extract((language == "ar" ? found.Minutes.TextAr : found.Minutes.TextEn)!, found.Place));
    }

    private async Task<List<Found>> ReadAsync(CaseRow row, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await (
            from item in context.SessionItems
            join session in context.Sessions on item.SessionId equals session.Id
            join minutes in context.Minutes on session.Id equals minutes.SessionId
            join sitting in context.Sittings on item.TaskId equals sitting.TaskId
            where item.CaseId == row.Id && session.AssociationKey == row.AssociationKey && minutes.SignedAt != null && (sitting.DecidedAt == null || sitting.ReleasedAt != null)
            orderby minutes.SignedAt
            select new Found(session, minutes, context.SessionItems.Count(other => other.SessionId == session.Id && other.Position < item.Position))).ToListAsync(ct);
    }

    private sealed record Found(SessionRow Session, MinutesRow Minutes, int Place);
}
