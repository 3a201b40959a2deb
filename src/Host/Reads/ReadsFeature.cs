namespace CaseWorkflows.Host.Reads;

/// <summary>Who looked at whose data.</summary>
internal static class ReadsFeature
{
    public static WebApplicationBuilder AddReads(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReadSpool>();
        builder.Services.AddSingleton<ReadImport>();
        builder.Services.AddSingleton<ReadSignal>();
        builder.Services.AddHostedService<ReadLoop>();
        return builder;
    }

    public static WebApplication UseReads(this WebApplication app)
    {
        app.UseMiddleware<ReadRecorder>();
        return app;
    }
}
