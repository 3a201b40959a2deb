using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Sealing;

internal static class SealingFeature
{
    public static WebApplicationBuilder AddSealing(this WebApplicationBuilder builder)
    {
        var settings = SealSettings.Read(builder.Configuration, builder.Settings());
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<SealKeys>();
        builder.Services.AddSingleton<Sealer>();
        builder.Services.AddSingleton<SealCopies>();
        builder.Services.AddSingleton<SealAudit>();
        builder.Services.AddSingleton<SealJob>();
        if (settings.At is { } at)
        {
            builder.Services.AddRecurring<SealJob>($"0 {at.Minute} {at.Hour} * * ?", settings.Zone);
        }

        return builder;
    }
}
