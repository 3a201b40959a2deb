using CaseWorkflows.Host.Projections;
using CaseWorkflows.Host.Reads;
using CaseWorkflows.Host.Sealing;
using CaseWorkflows.Host.Trail;

namespace CaseWorkflows.Host.Audit;

/// <summary>Everything by which somebody looks on without taking part: who read what, the trail, the seals, and what holds the database against them.</summary>
internal static class AuditFeature
{
    public static WebApplicationBuilder AddAudit(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<HistoryAudit>().AddSingleton<PresentAudit>();
        return builder.AddReads().AddProjections().AddTrail().AddSealing();
    }
}
