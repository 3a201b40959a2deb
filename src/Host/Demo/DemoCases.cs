using CaseWorkflows.Cases.People;
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
internal sealed class DemoCases(IServiceProvider services, SteppedClock clock, DateTimeOffset today, Func<Role, string> personIn)
{
    private static readonly DemoPerson[] People =
    [
        new("نورة عبدالله", "1010101010", "0551234567", 40, 30),
        new("خالد إبراهيم", "1020304059", "0559876543", 20, 9),
        new("منى سعد", "2020202020", "0531112223", 9, 9),
        new("فهد ناصر", "1122334459", "0544445556", 3, 2),
        new("سلطانة علي", "1234567897", "0507778889", 1, 0),
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
            var lives = new List<(CaseWalk Walk, WalkScript Script)>();
            foreach (var association in associations.All)
            {
                lives.Add((await OpenAsync(association, person, ct), new WalkScript()));
                added++;
            }

            // Step by step side by side: one clock serves them all, and it never runs back.
            for (var step = 0; step < person.Steps; step++)
            {
                foreach (var (walk, script) in lives)
                {
                    await ActAsync(walk, script, ct);
                }
            }
        }

        return added;
    }

    private async Task<CaseWalk> OpenAsync(Association association, DemoPerson person, CancellationToken ct)
    {
        var profile = association.Profile;
        var walk = new CaseWalk(services, clock, association, personIn);
        var request = new OpenCaseRequest(
            profile.Channels[person.Steps % 4].Key, profile.Services[person.Steps % profile.Services.Count].Key,
            new(person.Name, person.NationalId, person.Mobile));
        _ = (await walk.OpenAsync(request, ct)).Value; // a refusal here is a bug of the demonstration, and throws
        return walk;
    }

    private async Task ActAsync(CaseWalk walk, WalkScript script, CancellationToken ct)
    {
        if (await walk.OpenTaskAsync(ct) is { } task && script.NextFor(task.ActivityType) is { } move)
        {
            await walk.PassUntilAsync(clock.GetUtcNow() + TimeSpan.FromMinutes(7), ct);
            var outcome = await walk.CompleteAsync(task, move.Action, move.Reason, move.Data, ct);
            if (outcome.Refusal?.Facts?.GetValueOrDefault("releasableAt") is string releasable)
            {
                await PassUntilFloorAsync(walk, DateTimeOffset.Parse(releasable, System.Globalization.CultureInfo.InvariantCulture), ct);
            }
        }
        else if (await walk.HeldUntilAsync(ct) is { } floor)
        {
            await PassUntilFloorAsync(walk, floor, ct);
        }
    }

    /// <summary>What is not over by today stays as it is.</summary>
    private async Task PassUntilFloorAsync(CaseWalk walk, DateTimeOffset floor, CancellationToken ct)
    {
        if (floor < today)
        {
            await walk.PassUntilAsync(floor, ct);
        }
    }
}

/// <summary>Somebody invented: who asked, when, and how many steps the case has taken since.</summary>
internal sealed record DemoPerson(string Name, string NationalId, string Mobile, int DaysAgo, int Steps);
