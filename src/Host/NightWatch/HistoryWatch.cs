using System.Runtime.CompilerServices;
using CaseWorkflows.Host.Audit;
using CaseWorkflows.Host.Persistence;

namespace CaseWorkflows.Host.NightWatch;

/// <summary>Walks every history, as <c>audit verify</c> does.</summary>
internal sealed class HistoryWatch : Watch
{
    public override async IAsyncEnumerable<Impossible> FindAsync(CaseDbContext context, DateTimeOffset now, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var broken in (await HistoryAudit.VerifyAsync(context, ct)).Broken)
        {
            yield return new(broken.CaseId, broken.CaseId);
        }
    }
}
