namespace CaseWorkflows.Host.Backup;

internal static class BackupFeature
{
    public static WebApplicationBuilder AddBackup(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<BackupWriter>();
        return builder;
    }
}
