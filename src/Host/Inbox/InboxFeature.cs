namespace CaseWorkflows.Host.Inbox;

internal static class InboxFeature
{
    public static IEndpointRouteBuilder MapInbox(this IEndpointRouteBuilder routes)
    {
        routes.MapCounts();
        return routes;
    }
}
