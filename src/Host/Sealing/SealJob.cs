using CaseWorkflows.Host.Associations;
using Quartz;

namespace CaseWorkflows.Host.Sealing;

/// <summary>Seals every association's histories once a day and copies the seals away. One that fails keeps none of the others.</summary>
[DisallowConcurrentExecution]
internal sealed class SealJob(Sealer sealer, SealCopies copies, AssociationRegistry associations, SealSettings settings, ILogger<SealJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (settings.At is null)
        {
            return; // the scheduler the hosts share may still have it from before it was switched off
        }

        await RunAsync(cancellationToken);
    }

    /// <summary>Answers how many were sealed.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var sealedNow = 0;
        foreach (var association in associations.All)
        {
            try
            {
                if (await sealer.SealAsync(association.Key, ct) is { } seal)
                {
                    sealedNow++;
                    logger.LogInformation("Sealed {Association}: seal {Number} over {Cases} histories, {Changed} of them moved", association.Key, seal.Number, seal.Cases, seal.Changed);
                }

                await copies.CopyAsync(association.Key, ct);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                logger.LogError(failed, "The histories of {Association} could not be sealed or their seals copied; it is tried again tomorrow", association.Key);
            }
        }

        return sealedNow;
    }
}
