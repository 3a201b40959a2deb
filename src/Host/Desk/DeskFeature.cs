using CaseWorkflows.Host.CasePages;
using CaseWorkflows.Host.Committees;
using CaseWorkflows.Host.Conversations;
using CaseWorkflows.Host.Dashboard;
using CaseWorkflows.Host.Documents;
using CaseWorkflows.Host.Inbox;
using CaseWorkflows.Host.Intake;
using CaseWorkflows.Host.Tasks;

namespace CaseWorkflows.Host.Desk;

/// <summary>What staff work with all day: intake, tasks, inbox, case files with their documents and conversations, committee, overview.</summary>
internal static class DeskFeature
{
    public static WebApplicationBuilder AddDesk(this WebApplicationBuilder builder) =>
        builder.AddIntake().AddTasks().AddInbox().AddDocuments().AddConversations().AddCasePages().AddCommittees().AddDashboard();

    public static IEndpointRouteBuilder MapDesk(this IEndpointRouteBuilder routes) =>
        routes.MapIntake().MapTasks().MapInbox().MapDocuments().MapConversations().MapCasePages().MapCommittees().MapDashboard();
}
