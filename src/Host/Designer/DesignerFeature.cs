using CaseWorkflows.Host.Designer.Definitions;
using CaseWorkflows.Host.Designer.Descriptors;
using CaseWorkflows.Host.Designer.Instances;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Reads;

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
        builder.Services.AddSingleton<InstanceList>();
        builder.Services.AddSingleton<InstanceReader>();
        builder.Services.AddSingleton<InstanceActs>();
        builder.Services.AddSingleton<InstanceWatch>();
        builder.Services.AddSignalR().AddJsonProtocol(options => options.PayloadSerializerOptions = ElsaJson.Options);
        return builder;
    }

    public static IEndpointRouteBuilder MapDesigner(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/elsa/api").ExcludeFromDescription().Discloses("instance");
        api.MapDefinitions();
        api.MapBulkActions();
        api.MapFiles();
        api.MapDescriptors();
        api.MapSubgraphs();
        api.MapInstances();
        api.MapInstanceActs();
        routes.MapHub<InstanceHub>(InstanceHub.Path).RequireRole(DesignerScope.Readers);
        routes.MapVersionHistory();
        return routes;
    }
}
