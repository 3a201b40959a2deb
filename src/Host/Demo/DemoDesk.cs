using System.Text;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Committees;
using CaseWorkflows.Host.Conversations;
using CaseWorkflows.Host.Documents;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.People.Absences;
using CaseWorkflows.Host.People.Accounts;
using CaseWorkflows.Host.People.Branches;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Demo;

/// <summary>What stands on a desk beside the tasks: a branch, somebody away with a deputy, a paper, a remark that names a colleague, a session with its agenda. Done by the demonstration's staff, as they would at their pages.</summary>
internal sealed class DemoDesk(IServiceProvider services, DateTimeOffset today, IReadOnlyDictionary<string, string> idByRole)
{
    /// <summary>Once, for associations whose cases were added just now.</summary>
    public async Task PrepareAsync(AssociationRegistry associations, CancellationToken ct)
    {
        foreach (var association in associations.All.Select(association => association.Key))
        {
            await OpenBranchAsync(association, ct);
            var from = services.GetRequiredService<AssociationCalendars>().Today(association);
            _ = (await services.GetRequiredService<AbsenceDesk>().PlanAsync(
                As(Role.RelationsSupervisor, association), association, new(idByRole[Role.SocialResearchOfficer.Key], idByRole[Role.RelationsOfficer.Key], from, from.AddDays(6)), ct)).Value;
            await FileAsync(association, ct);
            await CallSessionAsync(association, ct);
        }
    }

    private async Task OpenBranchAsync(string association, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var branch = (await services.GetRequiredService<BranchDesk>().OpenAsync(association, new("فرع الحي الشرقي", "Eastern district branch"), ct)).Value;
        _ = (await scope.ServiceProvider.GetRequiredService<AccountDesk>().AppointAsync(
            As(Role.Administrator, association), association, idByRole[Role.BranchDelegate.Key], [Role.BranchDelegate], [branch], ct)).Value;
    }

    /// <summary>Into the newest case: what the person brought, and what is said about it.</summary>
    private async Task FileAsync(string association, CancellationToken ct)
    {
        await using var context = await services.GetRequiredService<IDbContextFactory<CaseDbContext>>().CreateDbContextAsync(ct);
        var id = await context.Cases.Where(row => row.AssociationKey == association).OrderByDescending(row => row.OpenedAt).Select(row => row.Id).FirstAsync(ct);
        var officer = As(Role.RelationsOfficer, association);
        using var paper = new MemoryStream(Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"));
        var kept = (await services.GetRequiredService<DocumentStore>().KeepAsync(paper, "صورة الهوية.pdf", "application/pdf", null, ct)).Value;
        _ = (await services.GetRequiredService<DocumentDesk>().AddAsync(officer, id, kept, null, ct)).Value;
        _ = (await services.GetRequiredService<CommentDesk>().AddAsync(officer, id, "أحضر صورة الهوية، ويكمل بقية المستندات غدًا. @relations-supervisor للعلم.", [], null, ct)).Value;
    }

    private async Task CallSessionAsync(string association, CancellationToken ct)
    {
        await using var context = await services.GetRequiredService<IDbContextFactory<CaseDbContext>>().CreateDbContextAsync(ct);
        var open = await context.UserTasks
            .Where(task => task.AssociationKey == association && task.Status == UserTaskStatus.Available && context.Sittings.Any(sitting => sitting.TaskId == task.Id))
            .OrderBy(task => task.CreatedAt).Select(task => task.Id).ToListAsync(ct);
        if (open.Count > 0)
        {
            _ = (await services.GetRequiredService<SessionActs>().CallAsync(
                As(Role.CommitteeChair, association), association, new("الجلسة الأسبوعية", DateOnly.FromDateTime(today.UtcDateTime).AddDays(3), "قاعة الاجتماعات", open), ct)).Value;
        }
    }

    private CurrentCaller As(Role role, string association) => CurrentCaller.SpokenFor(services, new Actor(idByRole[role.Key], association, new HashSet<string>(StringComparer.Ordinal) { role.Key }));
}
