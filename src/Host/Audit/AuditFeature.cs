namespace CaseWorkflows.Host.Audit;

internal static class AuditFeature
{
    public static WebApplicationBuilder AddAudit(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<HistoryAudit>().AddSingleton<PresentAudit>();
        return builder;
    }
}
