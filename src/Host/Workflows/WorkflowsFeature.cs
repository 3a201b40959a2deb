namespace CaseWorkflows.Host.Workflows;

internal static class WorkflowsFeature
{
    public static WebApplicationBuilder AddWorkflows(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<EffectApplier>();
        builder.Services.AddSingleton<BurstRunner>();
        builder.Services.AddSingleton<ChildWorkflows>();
        return builder;
    }
}
