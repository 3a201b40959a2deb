using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Conversations;

/// <summary>A comment somebody may read.</summary>
/// <param name="Id">Its id.</param>
/// <param name="AuthorId">Who wrote it.</param>
/// <param name="Text">Empty for one that was removed.</param>
/// <param name="At">When.</param>
/// <param name="RemovedBy">Who removed it; null while it stands.</param>
/// <param name="For">Who is to read it.</param>
/// <param name="IsNew">True when it is for the reader, who has not seen it before.</param>
internal sealed record CommentLine(string Id, string AuthorId, string Text, DateTimeOffset At, string? RemovedBy, IReadOnlyList<string> For, bool IsNew);

/// <summary>A comment for somebody who has not seen it yet.</summary>
internal sealed record UnseenMention(string CommentId, string CaseId, string CaseNumber, string Association, string AuthorId, DateTimeOffset At);

/// <summary>What staff say to each other about a case. Comments are about the person too, so they open with the case, and to whom they are for.</summary>
internal sealed class CommentDesk(CaseActs acts, CaseAccess access, UnitOfWork unitOfWork, IDbContextFactory<CaseDbContext> contexts, TimeProvider clock)
{
    private static readonly Role[] Removers = [Role.RelationsSupervisor, Role.Administrator];

    /// <summary>Those the caller may read, oldest first: all of a case they see everything of, otherwise their own and those that are for them.</summary>
    public async Task<IReadOnlyList<CommentLine>> OfAsync(CurrentCaller caller, CaseSight seen, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var comments = await context.Comments.Where(row => row.CaseId == seen.Case.Id).OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).ToListAsync(ct);
        var mentions = (await context.Mentions.Where(row => row.CaseId == seen.Case.Id).ToListAsync(ct)).ToLookup(row => row.CommentId, StringComparer.Ordinal);
        return [.. comments
            .Where(row => seen.IsWhole || row.AuthorId == caller.Id || mentions[row.Id].Any(mention => mention.PersonId == caller.Id))
            .Select(row => new CommentLine(
                row.Id, row.AuthorId, row.RemovedAt is null ? row.Text : "", row.CreatedAt, row.RemovedBy, [.. mentions[row.Id].Select(mention => mention.PersonId)],
                mentions[row.Id].Any(mention => mention.PersonId == caller.Id && mention.SeenAt is null)))];
    }

    /// <summary>Comments for the caller that they have not seen, newest first, for the strip above their tasks.</summary>
    public async Task<IReadOnlyList<UnseenMention>> UnseenAsync(CurrentCaller caller, int most, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await (
            from mention in Unseen(context, caller)
            join comment in context.Comments on mention.CommentId equals comment.Id
            join row in context.Cases on mention.CaseId equals row.Id
            orderby mention.CreatedAt descending, mention.CommentId
            select new UnseenMention(comment.Id, row.Id, row.Number, row.AssociationKey, comment.AuthorId, comment.CreatedAt)).Take(most).ToListAsync(ct);
    }

    /// <summary>Mentions of the caller in comments that stand, not seen yet, where the caller works.</summary>
    public static IQueryable<MentionRow> Unseen(CaseDbContext context, CurrentCaller caller)
    {
        var (person, mine) = (caller.Id, caller.Associations);
        return from mention in context.Mentions
               where mention.PersonId == person && mention.SeenAt == null && mine.Contains(mention.AssociationKey)
               join comment in context.Comments on mention.CommentId equals comment.Id
               where comment.RemovedAt == null
               select mention;
    }

    /// <summary>The caller has the case in front of them. Writes only when something was new.</summary>
    public Task SeeAsync(CurrentCaller caller, string caseId, CancellationToken ct) => unitOfWork.WriteAsync<bool>(async (tx, token) =>
    {
        await ConversationRows.SeeInTx(tx, caseId, caller.Id, clock.GetUtcNow(), token);
        return true;
    }, ct);

    /// <summary>Those of an association who can be told: everybody who works there, by name.</summary>
    public async Task<IReadOnlyList<KeyValuePair<string, LocalizedText>>> StaffAsync(string association, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var staff = await context.Users.Where(member => member.DisabledAt == null && context.StaffRoles.Any(row => row.UserId == member.Id && row.AssociationKey == association))
            .OrderBy(member => member.NameArabic).Select(member => new { member.Id, member.NameArabic, member.NameEnglish }).ToListAsync(ct);
        return [.. staff.Select(member => KeyValuePair.Create(member.Id, new LocalizedText(member.NameArabic, member.NameEnglish)))];
    }

    /// <summary>
    /// Adds a comment and tells those named in it as <c>@user-name</c> or chosen beside it; of these, whoever does not work there is left out. Refuses <c>no-such-case</c>,
    /// <c>may-not-comment</c>, <c>text-required</c>, <c>text-too-long</c>.
    /// </summary>
    public async Task<Outcome<string>> AddAsync(CurrentCaller caller, string caseId, string? text, IReadOnlyCollection<string> chosen, string? operationId, CancellationToken ct)
    {
        if (!(await access.OfAsync(caller, caseId, ct)).Succeeded(out var seen, out var refusal))
        {
            return refusal;
        }

        if (!ConversationAnswers.Check(text).Succeeded(out var plain, out refusal))
        {
            return refusal;
        }

        var people = await PeopleAsync(seen.Case.AssociationKey, plain, chosen, caller.Id, ct);
        return await acts.AddAsync(caller, caseId, operationId, new { comment = plain, people }, async (tx, file, actor, now, token) =>
        {
            if (!seen.MayAdd && !await ConversationRows.IsMentionedInTx(tx, caseId, actor.Id, token))
            {
                return ConversationAnswers.MayNotComment();
            }

            var row = new CommentRow { Id = Guid.CreateVersion7().ToString("N"), CaseId = caseId, AssociationKey = file.Association, AuthorId = actor.Id, Text = plain, CreatedAt = now };
            await ConversationRows.InsertInTx(tx, row, token);
            await ConversationRows.MentionInTx(tx, row, people, token);
            await CaseActs.RecordInTx(tx, file, actor, "CommentAdded", now, null, new JsonObject
            {
                ["comment"] = row.Id, ["sha256"] = HashOf(plain), ["for"] = new JsonArray([.. people.Select(person => (JsonNode)person)]),
            }, token);
            return row.Id;
        }, ct);
    }

    /// <summary>Takes a comment out of sight; whoever it was for is no longer told. The second time does nothing. Refuses <c>no-such-comment</c> and <c>may-not-remove-comment</c>.</summary>
    public Task<Outcome<string>> RemoveAsync(CurrentCaller caller, string caseId, string commentId, CancellationToken ct) => acts.DoAsync<string>(caller, caseId, async (tx, file, actor, now, token) =>
    {
        if (await ConversationRows.FindInTx(tx, caseId, commentId, token) is not var (author, isRemoved))
        {
            return ConversationAnswers.NoSuchComment();
        }

        if (!MayRemove(actor, author))
        {
            return ConversationAnswers.MayNotRemove();
        }

        if (isRemoved)
        {
            return commentId;
        }

        await ConversationRows.RemoveInTx(tx, commentId, actor.Id, now, token);
        await CaseActs.RecordInTx(tx, file, author == actor.Id ? actor : actor.Standing(Removers), "CommentRemoved", now, null, new JsonObject { ["comment"] = commentId }, token);
        return commentId;
    }, ct);

    /// <summary>Whoever wrote it, and those who lead.</summary>
    public static bool MayRemove(Actor actor, string author) => author == actor.Id || Removers.Any(actor.Standing(Removers).Has);

    /// <summary>What the history holds of words that are not its own: enough to tell others from them.</summary>
    internal static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private async Task<IReadOnlyList<string>> PeopleAsync(string association, string text, IReadOnlyCollection<string> chosen, string author, CancellationToken ct)
    {
        var named = Mentions.In(text).Select(name => name.ToUpperInvariant()).ToList();
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.Users
            .Where(member => (chosen.Contains(member.Id) || named.Contains(member.NormalizedUserName!)) && member.Id != author && member.DisabledAt == null
                && context.StaffRoles.Any(row => row.UserId == member.Id && row.AssociationKey == association))
            .OrderBy(member => member.Id).Select(member => member.Id).ToListAsync(ct);
    }
}
