namespace CaseWorkflows.Host.Inbox;

/// <summary>Where staff see what there is to do, take it, give it back and hand it out.</summary>
internal static class InboxFeature
{
    public static WebApplicationBuilder AddInbox(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<InboxDesk>();
        return builder;
    }

    public static IEndpointRouteBuilder MapInbox(this IEndpointRouteBuilder routes)
    {
        routes.MapCounts();
        routes.MapInboxPages();
        return routes;
    }
}
