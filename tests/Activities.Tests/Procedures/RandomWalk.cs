using System.Globalization;
using CaseWorkflows.Activities.Tests.Runs;

namespace CaseWorkflows.Activities.Tests.Procedures;

/// <summary>A case in the hands of people who do anything they are offered, and of a clock that sometimes comes late.</summary>
internal sealed class RandomWalk(ProcedureRun run, Random random)
{
    private readonly List<string> _trail = [];

    /// <summary>What was done, for whoever has to find out why it went wrong.</summary>
    public string Trail => string.Join(" · ", _trail);

    /// <summary>Walks so many steps, or to the end when that comes first, and looks around after each.</summary>
    public void Walk(int steps)
    {
        for (var step = 0; step < steps && !run.IsOver; step++)
        {
            Step();
            AssertNotStuck();
        }
    }

    /// <summary>From wherever it stands, the shortest way to a service delivered.</summary>
    public void GoHome()
    {
        for (var step = 0; step < 40 && !run.IsOver; step++)
        {
            if (run.OpenTasks is [var task, ..])
            {
                var first = task.Actions[0];
                run.PassTimeUntil(first.NotBefore > run.Now ? first.NotBefore.Value : run.Now);
                Answer(task.Origin.ActivityId, first.Name);
            }
            else
            {
                Ring();
            }

            AssertNotStuck();
        }
    }

    private void Step()
    {
        var choices = run.OpenTasks
            .SelectMany(task => task.Actions.Where(action => action.NotBefore is null || action.NotBefore <= run.Now)
                .Select(action => (Action)(() => Answer(task.Origin.ActivityId, action.Name))))
            .ToList();
        if (run.Alarms.Count > 0)
        {
            choices.Add(Ring);
            choices.Add(RingLate);
            choices.Add(RingEarly);
        }

        choices[random.Next(choices.Count)]();
    }

    private void Answer(string activityId, string action)
    {
        _trail.Add($"{activityId}.{action}");
        run.Complete(activityId, action);
    }

    private void Ring()
    {
        _trail.Add("alarm");
        run.PassTimeUntil(run.Alarms[0].DueAt is { } due && due > run.Now ? due : run.Now);
    }

    private void RingLate()
    {
        var days = random.Next(1, 40);
        _trail.Add(string.Create(CultureInfo.InvariantCulture, $"late({days})"));
        run.PassTimeUnnoticed(TimeSpan.FromDays(days)).RingNow();
    }

    private void RingEarly()
    {
        _trail.Add("early");
        run.RingNow();
    }

    private void AssertNotStuck()
    {
        Assert.Empty(run.State.Incidents);
        Assert.True(run.IsOver || run.OpenTasks.Count + run.Alarms.Count > 0, "Nobody and nothing will ever move this case again.");
        Assert.Equal(run.IsOver ? 1 : 0, run.All<Effects.CaseClosed>().Count());
        Assert.InRange(run.OpenTasks.Count, 0, 1);
    }
}
