namespace CaseWorkflows.Host.Replays;

internal static class ReplaysFeature
{
    public static WebApplicationBuilder AddReplays(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<InstanceReplays>();
        return builder;
    }
}
