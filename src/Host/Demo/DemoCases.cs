using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.Intake;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Walkthrough;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Demo;

/// <summary>
/// Cases that look as if people had worked for six weeks: one closed, some under way. They are lived through, step by step, on a clock of their own
/// that starts in the past, so nothing in them is made up.
/// </summary>
internal sealed class DemoCases(IServiceProvider services, SteppedClock clock, DateTimeOffset today)
{
    private static readonly (string Name, string NationalId, string Mobile, int DaysAgo, int Steps)[] People =
    [
        ("نورة عبدالله", "1010101010", "0551234567", 40, 60),
        ("خالد إبراهيم", "1020304058", "0559876543", 20, 5),
        ("منى سعد", "2020202020", "0531112223", 9, 5),
        ("فهد ناصر", "1122334453", "0544445556", 3, 2),
        ("سلطانة علي", "1234567897", "0507778889", 1, 0),
    ];

    /// <summary>How many cases were added; none when there are cases already.</summary>
    public async Task<int> PrepareAsync(AssociationRegistry associations, CancellationToken ct)
    {
        await using (var context = await services.GetRequiredService<IDbContextFactory<CaseDbContext>>().CreateDbContextAsync(ct))
        {
            if (await context.Cases.AnyAsync(ct))
            {
                return 0;
            }
        }

        var added = 0;
        foreach (var person in People)
        {
            clock.MoveTo(today - TimeSpan.FromDays(person.DaysAgo));
            foreach (var association in associations.All)
            {
                added += await LiveAsync(association, person.Name, person.NationalId, person.Mobile, person.Steps, ct) ? 1 : 0;
            }
        }

        return added;
    }

    private async Task<bool> LiveAsync(Association association, string name, string nationalId, string mobile, int steps, CancellationToken ct)
    {
        var profile = association.Profile;
        var walk = new CaseWalk(services, clock, association);
        var request = new OpenCaseRequest(
            profile.Channels[steps % profile.Channels.Count].Key, profile.Services[steps % profile.Services.Count].Key, new(name, nationalId, mobile),
            AcceptedWarnings: null);
        if ((await walk.OpenAsync(request, ct)).Refusal is not null)
        {
            return false;
        }

        var script = new WalkScript();
        for (var step = 0; step < steps && await walk.OpenTaskAsync(ct) is { } task && script.NextFor(task.ActivityType) is { } move; step++)
        {
            await walk.PassUntilAsync(clock.GetUtcNow() + TimeSpan.FromMinutes(35), ct);
            var outcome = await walk.CompleteAsync(task, move.Action, move.Reason, move.Data, ct);
            if (outcome.Refusal?.Facts?.GetValueOrDefault("releasableAt") is string releasable)
            {
                var floor = DateTimeOffset.Parse(releasable, System.Globalization.CultureInfo.InvariantCulture);
                if (floor > today)
                {
                    break; // the committee is still studying
                }

                await walk.PassUntilAsync(floor, ct);
            }
        }

        return true;
    }
}
