using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Committees;
using CaseWorkflows.Host.Conversations;
using CaseWorkflows.Host.Desk;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Reads;
using CaseWorkflows.Host.Tasks;
using CaseWorkflows.Host.Web.Pages;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Inbox;

/// <summary>Puts an inbox page together. Names of people are looked up for tasks in the reader's own hands and for no others.</summary>
internal sealed class InboxDesk(TaskQueries tasks, CommentDesk comments, StaffNames names, IDbContextFactory<CaseDbContext> contexts, AssociationRegistry associations, CurrentCaller caller, Reader reader, TimeProvider clock)
{
    private const int MostFailed = 50;
    private const int MostMentions = 10;

    public async Task<InboxView> ShowAsync(InboxAddress address, CancellationToken ct)
    {
        var filter = address.Filter;
        var page = await tasks.ListAsync(caller, address.Scope, filter, address.Paging, reader.Language, ct);
        var counts = await tasks.CountAsync(caller, filter.Association, ct);
        var profile = associations.Find(filter.Association)?.Profile;
        var oversees = filter.Association is { } key && caller.Oversees(key);
        var mayAssign = filter.Association is { } here && caller.HoldsAnyOf(UserTaskRules.Assigners, here);
        var staff = oversees || mayAssign ? await StaffAsync(filter.Association!, ct) : [];
        return new InboxView(address, counts, await RowsAsync(page.Items, staff, ct), page.TotalCount, page.TotalIsExact)
        {
            Mentions = counts.Mentions == 0 ? [] : await MentionsAsync(ct),
            Failed = address.Scope == TaskScope.NeedsAttention && counts.Failed > 0 ? await tasks.FailedAsync(caller, filter, MostFailed, ct) : [],
            Steps = [.. ProcedureSteps.Human.Select(step => new InboxChoice(step.Key, reader.In(CaseNaming.Step(step, profile?.Words))))],
            Roles = [.. Role.All.Select(role => new InboxChoice(role.Key, reader.In(role.Name)))],
            Services = [.. (profile?.Services ?? []).Select(service => new InboxChoice(service.Key, reader.In(service.Name)))],
            Channels = [.. (profile?.Channels ?? []).Select(channel => new InboxChoice(channel.Key, reader.In(channel.Name)))],
            Staff = staff,
            Oversees = oversees,
            MayAssign = mayAssign,
            Chips = [.. Chips(address, profile, staff)],
        };
    }

    /// <summary>The case number of each of these tasks that is in an association of the reader's.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NumbersAsync(IReadOnlyList<string> ids, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var (instances, keys) = (ids.Select(Persistence.Bursts.TaskStore.InstanceOf).ToList(), caller.Associations);
        return await (
            from task in context.UserTasks
            where instances.Contains(task.WorkflowInstanceId) && ids.Contains(task.Id) && keys.Contains(task.AssociationKey)
            join row in context.Cases on task.CaseId equals row.Id
            select new { task.Id, row.Number }).ToDictionaryAsync(found => found.Id, found => found.Number, ct);
    }

    private async Task<IReadOnlyList<InboxMention>> MentionsAsync(CancellationToken ct)
    {
        var unseen = await comments.UnseenAsync(caller, MostMentions, ct);
        var authors = await names.OfAsync(unseen.Select(mention => mention.AuthorId), ct);
        return [.. unseen.Select(mention => new InboxMention(mention.CaseId, mention.CaseNumber, authors.GetValueOrDefault(mention.AuthorId) is { } author ? reader.In(author) : "", mention.At))];
    }

    private async Task<IReadOnlyList<InboxLine>> RowsAsync(IReadOnlyList<TaskView> items, IReadOnlyList<InboxChoice> staff, CancellationToken ct)
    {
        var (now, mine) = (clock.GetUtcNow(), items.Where(IsMine).Select(task => task.CaseId).ToList());
        await using var context = await contexts.CreateDbContextAsync(ct);
        var people = mine.Count == 0 ? [] : await (
            from row in context.Cases
            where mine.Contains(row.Id)
            join applicant in context.Applicants on row.ApplicantId equals applicant.Id
            select new { row.Id, applicant.FullName }).ToDictionaryAsync(found => found.Id, found => found.FullName, ct);
        foreach (var task in items.Where(IsMine))
        {
            caller.Sights.Told(task.Association, [task.CaseId], basis: ReadBasis.Task);
        }

        var studied = items.Where(task => task.ActivityType == CommitteeActs.StepType).Select(task => task.Id).ToList();
        var voted = studied.Count == 0 ? [] : await context.Sittings.Where(sitting => studied.Contains(sitting.TaskId)).Select(sitting => sitting.TaskId).ToListAsync(ct);
        return [.. items.Select(task => Row(task, people.GetValueOrDefault(task.CaseId), staff, now)).Select(row => voted.Contains(row.Task.Id, StringComparer.Ordinal)
            ? row with { CanClaim = false, IsVote = caller.HoldsAnyOf(DeskParts.CommitteeRoles, row.Task.Association) }
            : row)];
    }

    private InboxLine Row(TaskView task, string? person, IReadOnlyList<InboxChoice> staff, DateTimeOffset now)
    {
        var profile = associations.Find(task.Association)?.Profile;
        var service = profile?.Services.FirstOrDefault(service => service.Key == task.Service)?.Name;
        var step = CaseNaming.Step(task.ActivityType, profile?.Words) is { } name ? reader.In(name) : null;
        var isMine = IsMine(task);
        return new(
            task, service is null ? task.Service ?? "" : reader.In(service), step is null || Says(task.Title, step) ? null : step, person,
            isMine || task.Assignee is null ? null : staff.FirstOrDefault(member => member.Value == task.Assignee)?.Name ?? reader["inbox.held-by-other"],
            task.Assignee is null && MayTake(task), isMine, task.DueAt is { } due && due <= now ? Duration.Of(now - due) : null, Duration.Of(now - task.CreatedAt));
    }

    /// <summary>True when a title says no more than the step's own name, the article aside.</summary>
    private static bool Says(string title, string step) => Plain(title).SequenceEqual(Plain(step));

    private static IEnumerable<string> Plain(string text) => NameWords.Of(ArabicText.Fold(text)).Select(NameWords.WithoutArticle);

    private bool IsMine(TaskView task) => task.Assignee is { } holder && task.Status == nameof(UserTaskStatus.Claimed) && caller.HandsIn(task.Association).Contains(holder, StringComparer.Ordinal);

    /// <summary>As far as the roles say; whoever is excluded is told when they try.</summary>
    private bool MayTake(TaskView task)
        => task.CandidateGroups.Any(role => caller.RolesIn(task.Association).Contains(role) || caller.StandsInFor(task.Association).Any(absent => absent.Roles.Contains(role)))
            || task.CandidateGroups.Count == 0;

    private async Task<IReadOnlyList<InboxChoice>> StaffAsync(string association, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var members = await context.Users.Where(member => member.DisabledAt == null && context.StaffRoles.Any(row => row.UserId == member.Id && row.AssociationKey == association))
            .Select(member => new { member.Id, member.NameArabic, member.NameEnglish }).ToListAsync(ct);
        return [.. members.Select(member => new InboxChoice(member.Id, reader.In(new(member.NameArabic, member.NameEnglish)))).OrderBy(member => member.Name, StringComparer.Ordinal)];
    }

    private IEnumerable<InboxChip> Chips(InboxAddress address, AssociationProfile? profile, IReadOnlyList<InboxChoice> staff)
    {
        var filter = address.Filter;
        return new[]
        {
            Chip("inbox.number", filter.Number, filter.Number, without => without with { Number = null }),
            Chip("inbox.step", filter.Step, ProcedureSteps.Human.FirstOrDefault(step => step.TypeName == filter.StepType) is { } step ? reader.In(CaseNaming.Step(step, profile?.Words)) : filter.Step, without => without with { Step = null }),
            Chip("inbox.role", filter.Role, Role.Find(filter.Role) is { } role ? reader.In(role.Name) : filter.Role, without => without with { Role = null }),
            Chip("inbox.service", filter.Service, profile?.Services.FirstOrDefault(service => service.Key == filter.Service) is { } service ? reader.In(service.Name) : filter.Service, without => without with { Service = null }),
            Chip("inbox.channel", filter.Channel, Channel.Find(filter.Channel) is { } channel ? reader.In(channel.Name) : filter.Channel, without => without with { Channel = null }),
            Chip("inbox.due", filter.Overdue ? "" : null, reader["inbox.overdue-only"], without => without with { Overdue = false }),
            Chip("inbox.priority", filter.Priority is null ? null : "", filter.Priority == InboxFilter.Pressing ? reader["inbox.pressing-only"] : $"≥ {filter.Priority}", without => without with { Priority = null }),
            Chip("inbox.assignee", filter.Assignee, staff.FirstOrDefault(member => member.Value == filter.Assignee)?.Name ?? filter.Assignee, without => without with { Assignee = null }),
        }.OfType<InboxChip>();

        InboxChip? Chip(string label, string? value, string? name, Func<InboxFilter, InboxFilter> without)
            => value is null ? null : new(reader[label], name ?? value, address.With(without).ToString());
    }
}
