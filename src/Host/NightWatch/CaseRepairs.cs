using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Host.NightWatch;

internal static class CaseRepairs
{
    /// <summary>Ends the instance of a closed case as a supervisor's cancelling would, but for the case's result, which stands.</summary>
    public static async ValueTask<bool> EndInstanceAsync(RepairScope scope, string caseId, CancellationToken ct)
        => scope.File is { Stage: CaseStage.Closed } file
            && (await scope.Bursts.StepInTx(scope.Tx, file, new Stimulus.Cancel(), Actor.System(file.Association), scope.Now, ct)).Refusal is null;

    /// <summary>The second half of a cancellation. What a procedure that simply ran out came to, nobody can tell.</summary>
    public static ValueTask<bool> CloseCancelledAsync(RepairScope scope, string caseId, CancellationToken ct)
    {
        if (scope.File is not { State.SubStatus: WorkflowSubStatus.Cancelled } file)
        {
            return new(false);
        }

        file.MoveTo(CaseStage.Closed);
        file.Change.Result = CaseResult.Cancelled;
        return new(file.Stage == CaseStage.Closed);
    }
}
