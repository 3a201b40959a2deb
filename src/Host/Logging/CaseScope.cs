namespace CaseWorkflows.Host.Logging;

internal static class CaseScope
{
    internal const string Item = "CaseWorkflows.CaseId";

    /// <summary>Puts the case's id into the request's own line, which is written after every scope has ended.</summary>
    public static void AboutCase(this HttpContext context, string caseId) => context.Items[Item] = caseId;

    /// <summary>Puts the case's id into every line written until disposed. The id is opaque; a case number or a name would not be.</summary>
    public static IDisposable? ForCase(this ILogger logger, string caseId) =>
        logger.BeginScope(new Dictionary<string, object>(StringComparer.Ordinal) { ["CaseId"] = caseId });
}
