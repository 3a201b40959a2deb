namespace CaseWorkflows.Host.Settings;

internal static class SettingsFeature
{
    /// <exception cref="SettingsException">A value cannot be used; nothing has been started.</exception>
    public static WebApplicationBuilder AddSettings(this WebApplicationBuilder builder, TimeProvider clock)
    {
        builder.Services.AddSingleton(HostSettings.Read(builder.Configuration));
        builder.Services.AddSingleton<DataFolderLock>();
        builder.Services.AddSingleton(clock);
        return builder;
    }

    /// <summary>The settings already read, for features that need a folder while they are being added.</summary>
    public static HostSettings Settings(this WebApplicationBuilder builder) =>
        (HostSettings)builder.Services.Single(service => service.ServiceType == typeof(HostSettings)).ImplementationInstance!;
}
