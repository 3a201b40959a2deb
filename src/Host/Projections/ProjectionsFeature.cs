namespace CaseWorkflows.Host.Projections;

internal static class ProjectionsFeature
{
    public static WebApplicationBuilder AddProjections(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ProjectionRunner>();
        builder.Services.AddSingleton<ProjectionSignal>();
        builder.Services.AddHostedService<ProjectionLoop>();
        return builder;
    }
}
