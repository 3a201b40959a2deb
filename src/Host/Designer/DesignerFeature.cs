using CaseWorkflows.Host.Designer.Definitions;
using CaseWorkflows.Host.Designer.Descriptors;

namespace CaseWorkflows.Host.Designer;

/// <summary>What Elsa Studio works against: Elsa's REST API under <c>/elsa/api</c>.</summary>
internal static class DesignerFeature
{
    public static WebApplicationBuilder AddDesigner(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DefinitionQuery>();
        builder.Services.AddSingleton<DefinitionDrafts>();
        builder.Services.AddSingleton<DefinitionPublishing>();
        builder.Services.AddSingleton<KnownActivities>();
        builder.Services.AddSingleton<ActivityList>();
        return builder;
    }

    public static IEndpointRouteBuilder MapDesigner(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/elsa/api").ExcludeFromDescription();
        api.MapDefinitions();
        api.MapBulkActions();
        api.MapFiles();
        api.MapDescriptors();
        routes.MapVersionHistory();
        return routes;
    }
}
