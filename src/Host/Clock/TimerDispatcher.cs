using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Engine;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Stimuli;
using CaseWorkflows.Host.Triggers;
using CaseWorkflows.Host.Workflows;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Clock;

/// <summary>Resumes what the clock has to resume. Each timer is its own unit of work: one that fails is tried again later and holds no other up.</summary>
internal sealed class TimerDispatcher(
    UnitOfWork unitOfWork, BurstRunner bursts, TriggerClock triggers, IDbContextFactory<CaseDbContext> contexts, ILogger<TimerDispatcher> logger)
{
    private const int AtOnce = 100;

    /// <summary>Fires every timer due by then, oldest first, and answers how many did something. What another host has in hand is left to it.</summary>
    public async Task<int> FireDueAsync(DateTimeOffset now, CancellationToken ct)
    {
        var fired = 0;
        for (var left = true; left;)
        {
            left = false;
            foreach (var timer in await DueAsync(now, ct))
            {
                var end = await FireAsync(timer, now, ct);
                fired += end is Ending.Fired ? 1 : 0;
                left |= end is not Ending.InOtherHands;
            }
        }

        await GiveUpEarlyAnswersAsync(now, ct);
        return fired + await triggers.FireDueAsync(now, ct);
    }

    /// <summary>When to look next; null when nothing waits for the clock.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var timer = await context.Bookmarks.Where(timer => timer.NextAttemptAt != null).OrderBy(timer => timer.NextAttemptAt).Select(timer => timer.NextAttemptAt).FirstOrDefaultAsync(ct);
        return await triggers.NextDueAsync(ct) is { } trigger && (timer is null || trigger < timer) ? trigger : timer;
    }

    /// <summary>Nearly always there is nothing to give up, so it is asked before anything is written.</summary>
    private async Task GiveUpEarlyAnswersAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var limit = now - EarlyAnswers.Patience;
        if (await context.EarlyStimuli.AnyAsync(row => row.DeadAt == null && row.CreatedAt < limit, ct))
        {
            var given = await unitOfWork.WriteAsync<int>(async (tx, token) => await EarlyAnswers.GiveUpInTx(tx, now, token), ct);
            logger.LogWarning("{Count} answers were given up: nothing waited for them in {Days} days", given.Value, EarlyAnswers.Patience.Days);
        }
    }

    private async Task<List<BookmarkRow>> DueAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.Bookmarks.Where(timer => timer.NextAttemptAt <= now).OrderBy(timer => timer.NextAttemptAt).Take(AtOnce).ToListAsync(ct);
    }

    private async Task<Ending> FireAsync(BookmarkRow timer, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            var outcome = await unitOfWork.WriteAsync((tx, token) => FireInTx(tx, timer, now, token), ct);
            if (outcome.Refusal is not { } refusal)
            {
                return outcome.Value;
            }

            if (!BurstRefusals.IsForGood(refusal))
            {
                logger.LogError("Timer {BookmarkId} was refused on attempt {Attempt}: {Code}", timer.Id, timer.Attempts + 1, refusal.Code);
                await PostponeAsync(timer, now, refusal.Code, ct);
                return Ending.Nothing;
            }

            // What it waited for is over; a timer without a bookmark is a left-over.
            await unitOfWork.WriteAsync<bool>(async (tx, token) =>
            {
                await BookmarkStore.DeleteInTx(tx, timer.WorkflowInstanceId, timer.Id, token);
                return true;
            }, ct);
            return Ending.Nothing;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            logger.LogError(failed, "Timer {BookmarkId} failed on attempt {Attempt}", timer.Id, timer.Attempts + 1);
            await PostponeAsync(timer, now, failed.GetType().Name, ct);
            return Ending.Nothing;
        }
    }

    private async Task<Outcome<Ending>> FireInTx(CaseTransaction tx, BookmarkRow timer, DateTimeOffset now, CancellationToken ct)
    {
        if (await CaseStore.TakeOfInstanceInTx(tx, timer.WorkflowInstanceId, ct) is not { } file)
        {
            return await InstanceStore.ExistsInTx(tx, timer.WorkflowInstanceId, ct) ? Ending.InOtherHands : BurstRefusals.NoSuchInstance();
        }

        var burst = await bursts.StepInTx(tx, file, new Stimulus.ResumeBookmark(timer.Id), Actor.System(""), now, ct);
        if (burst.Refusal is { } refusal)
        {
            return refusal;
        }

        // The step failed when it heard of it, and keeps its wait for when it is repaired. The incident is on record; what would ring again at once rings later.
        if (file.State.Bookmarks.Any(still => still.Id == timer.Id))
        {
            await BookmarkStore.PostponeInTx(tx, timer.WorkflowInstanceId, timer.Id, now + Backoff.After(timer.Attempts), "StepFailed", ct);
            return Ending.Nothing;
        }

        return Ending.Fired;
    }

    /// <summary>It is never given up: a case's deadline does not expire because a host was ill.</summary>
    private Task<Outcome<bool>> PostponeAsync(BookmarkRow timer, DateTimeOffset now, string error, CancellationToken ct)
        => unitOfWork.WriteAsync<bool>(async (tx, token) =>
        {
            await BookmarkStore.PostponeInTx(tx, timer.WorkflowInstanceId, timer.Id, now + Backoff.After(timer.Attempts), error, token);
            return true;
        }, ct);

    private enum Ending
    {
        Fired,
        Nothing,
        InOtherHands,
    }
}
