using CaseWorkflows.Engine;

namespace CaseWorkflows.Activities;

/// <summary>Facts of the case that the steps of one instance share, kept with the instance. They name nobody.</summary>
public static class CaseProperties
{
    /// <summary>Text: the case.</summary>
    public const string CaseId = "CaseId";

    /// <summary>Text: the number people know it by.</summary>
    public const string CaseNumber = "CaseNumber";

    /// <summary>Text: the channel's key.</summary>
    public const string Channel = "Channel";

    /// <summary>Text: the service's key.</summary>
    public const string Service = "Service";

    /// <summary>Instant: when the case was opened.</summary>
    public const string OpenedAt = "OpenedAt";

    /// <summary>Instant: when the applicant last signed the declaration.</summary>
    public const string SignedAt = "SignedAt";

    /// <summary>Instant: when the applicant was last told that the committee will study the request.</summary>
    public const string InformedAt = "InformedAt";

    /// <summary>Text: who handed over the service; that person may not take the survey.</summary>
    public const string DeliveredBy = "DeliveredBy";

    /// <summary>The instant of this burst.</summary>
    public static DateTimeOffset Now(this ActivityExecutionContext context) => context.GetRequiredService<Engine.Common.ISystemClock>().UtcNow;
}
