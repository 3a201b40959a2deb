using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.Intake;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Tasks;

namespace CaseWorkflows.Host.Walkthrough;

/// <summary>
/// Drives one case from its first minute to its last and checks on the way what the policy promises: the committee's decision is held, or one person's refused, until
/// its minimum period is over, and released or accepted at that very instant.
/// </summary>
internal sealed class Walkthrough(CaseWalk walk, Association association, SteppedClock clock, TimeSpan work, WalkReport report)
{
    private const int MostSteps = 60;
    private readonly WalkScript _script = new();
    private bool _refusedEarly;
    private bool _held;
    private bool _releasedAtFloor;

    /// <summary>Null when all went as the policy demands, else what did not.</summary>
    public async Task<string?> RunAsync(CancellationToken ct)
    {
        var profile = association.Profile;
        var request = new OpenCaseRequest(profile.Channels[0].Key, profile.Services[0].Key, new("نورة عبدالله", "1010101010", "0551234567"), "Support with the rent");
        if ((await walk.OpenAsync(request, ct)).Refusal is { } no)
        {
            return $"The case could not be opened: {no.Code}. {no.Message.English}";
        }

        await ShowAsync(ct);
        for (var step = 0; step < MostSteps; step++)
        {
            var task = await walk.OpenTaskAsync(ct);
            var floor = task is null ? await walk.HeldUntilAsync(ct) : null;
            if (task is null && floor is null)
            {
                return await CheckEndAsync(ct);
            }

            if ((task is null ? await WaitForReleaseAsync(floor!.Value, ct) : await ActAsync(task, ct)) is { } failure)
            {
                return failure;
            }

            await ShowAsync(ct);
        }

        return $"The case is not over after {MostSteps} steps.";
    }

    private async Task<string?> ActAsync(UserTaskRow task, CancellationToken ct)
    {
        if (_script.NextFor(task.ActivityType) is not { } move)
        {
            return $"The walkthrough does not know what to do with a step of type {task.ActivityType}.";
        }

        var isCommittee = task.ActivityType == "CaseWorkflows.CommitteeReview";
        await walk.PassUntilAsync(isCommittee ? clock.GetUtcNow() : clock.GetUtcNow() + work, ct);
        await ShowAsync(ct);
        var outcome = await walk.CompleteAsync(task, move.Action, move.Reason, move.Data, ct);
        return outcome.Refusal is { Code: "decision-too-early" } early && isCommittee ? await WaitForFloorAsync(task, move, early, ct)
            : outcome.Refusal is { } refusal ? $"{task.ActivityType} refused {move.Action}: {refusal.Code}. {refusal.Message.English}"
            : null;
    }

    /// <summary>Tries right away, again one second before the floor, and then at the floor.</summary>
    private async Task<string?> WaitForFloorAsync(UserTaskRow task, Move move, Refusal early, CancellationToken ct)
    {
        var floor = DateTimeOffset.Parse((string)early.Facts!["releasableAt"]!, System.Globalization.CultureInfo.InvariantCulture);
        await ShowAsync(ct);
        await SayRefusedAsync(task, early);
        await walk.PassUntilAsync(floor - TimeSpan.FromSeconds(1), ct);
        var again = await walk.CompleteAsync(task, move.Action, move.Reason, move.Data, ct);
        if (again.Refusal is not { Code: "decision-too-early" } tooEarly)
        {
            return "The committee's decision was let through one second before its minimum period was over.";
        }

        _refusedEarly = true;
        await SayRefusedAsync(task, tooEarly);
        await walk.PassUntilAsync(floor, ct);
        await ShowAsync(ct);
        var decided = await walk.CompleteAsync(task, move.Action, move.Reason, move.Data, ct);
        _releasedAtFloor = decided.Refusal is null && clock.GetUtcNow() == floor;
        return decided.Refusal is { } refusal ? $"The decision was refused at the floor: {refusal.Code}." : null;
    }

    /// <summary>Looks again one second before the floor, and then at the floor.</summary>
    private async Task<string?> WaitForReleaseAsync(DateTimeOffset floor, CancellationToken ct)
    {
        await walk.PassUntilAsync(floor - TimeSpan.FromSeconds(1), ct);
        await ShowAsync(ct);
        if (await walk.HeldUntilAsync(ct) is null)
        {
            return "The committee's decision was released one second before its minimum period was over.";
        }

        _held = true;
        await report.HeldAsync(clock.GetUtcNow(), floor);
        await walk.PassUntilAsync(floor, ct);
        _releasedAtFloor = await walk.HeldUntilAsync(ct) is null && clock.GetUtcNow() == floor;
        return _releasedAtFloor ? null : "The committee's decision was not released at the floor.";
    }

    private async Task<string?> CheckEndAsync(CancellationToken ct)
    {
        var (stage, result, incidents) = await walk.StandingAsync(ct);
        var broken = HashChain.Verify((await walk.HistoryAsync(ct)).Select(row => row.ToEvent()));
        var failure = stage != nameof(CaseStage.Closed) ? $"The case waits for nobody and is not closed (stage {stage})."
            : result != nameof(CaseResult.Served) ? $"The case ended {result}, not Served."
            : incidents > 0 ? $"{incidents} steps failed on the way."
            : _refusedEarly && !_releasedAtFloor ? "The decision was not released at the floor."
            : broken is not null ? $"The history does not verify: {broken.Message.English}"
            : null;
        if (failure is null)
        {
            await report.EndAsync(_held
                ? "Served. The committee decided before the minimum period was over; its decision was held and released at its very end; the history verifies."
                : _refusedEarly
                ? "Served. The decision was refused before the minimum period was over and released at its very end; the history verifies."
                : "Served. The minimum period was over before the committee met, so no decision came too early; the history verifies.");
        }

        return failure;
    }

    private Task SayRefusedAsync(UserTaskRow task, Refusal refusal) => report.RefusedAsync(
        task.ActivityType, task.Clause, TaskJson.Read<string>(task.CandidateRoles)[0], clock.GetUtcNow(), refusal.Code,
        $"releasable at {report.When(DateTimeOffset.Parse((string)refusal.Facts!["releasableAt"]!, System.Globalization.CultureInfo.InvariantCulture))}");

    private async Task ShowAsync(CancellationToken ct) => await report.ShowAsync(await walk.HistoryAsync(ct));
}
