namespace CaseWorkflows.Host.NightWatch;

/// <summary>
/// Every impossible state there is a question for, in the order they are asked and repaired: what others build upon comes first. The crash tests ask
/// the same questions.
/// </summary>
internal static class Watches
{
    /// <summary>How long something may be overdue before somebody has to look.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    public static IReadOnlyList<Watch> All { get; } = [.. InstanceWatches.All, .. CaseWatches.All, .. TaskWatches.All, .. RecordWatches.All, .. DeliveryWatches.All];
}
