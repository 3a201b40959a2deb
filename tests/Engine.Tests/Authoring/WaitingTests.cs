using System.Security.Cryptography;
using System.Text;
using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Effects;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Memory;
using CaseWorkflows.Engine.Tests.Execution;
using CaseWorkflows.Engine.Tests.Flowcharts;

namespace CaseWorkflows.Engine.Tests.Authoring;

/// <summary>Delay, StartAt and events.</summary>
public sealed class WaitingTests
{
    [Theory]
    [InlineData("1.02:03:04", 26 * 60 + 3)]
    [InlineData("00:00:00", 0)]
    public void A_delay_is_due_its_duration_after_it_began(string duration, int minutes)
    {
        var run = Run.Of(new Sequence(new Delay { Id = "d", TimeSpan = new(TimeSpan.Parse(duration, System.Globalization.CultureInfo.InvariantCulture)) })).Start();

        var bookmark = run.BookmarkOf("d");
        Assert.Equal("Elsa.Delay", bookmark.Name);
        Assert.Equal(minutes, Math.Floor((bookmark.DueAt!.Value - Run.Now).TotalMinutes));
        Assert.Equal(bookmark.DueAt, bookmark.Payload!["ResumeAt"]!.GetValue<DateTimeOffset>());

        Assert.Equal(WorkflowSubStatus.Finished, run.Resume("d").State.SubStatus);
    }

    [Fact]
    public void Two_delays_of_one_instant_are_two_waits()
    {
        var run = Run.Of(Chart.Of("a -> d1, d2", new Delay { Id = "d1" }, new Delay { Id = "d2" })).Start();

        Assert.Equal(2, run.State.Bookmarks.Select(bookmark => bookmark.Hash).Distinct().Count());
    }

    [Theory]
    [InlineData(1, null, true)]
    [InlineData(0, null, false)]
    [InlineData(-1, null, false)]
    [InlineData(1, "at", false)] // it is what started the run
    [InlineData(1, "other", true)]
    public void StartAt_waits_only_for_what_is_yet_to_come(int hours, string? trigger, bool waits)
    {
        var run = Run.Of(new Sequence(new StartAt { Id = "at", DateTime = new(Run.Now.AddHours(hours)) })).Start(trigger: trigger);

        Assert.Equal(waits ? "?at" : "at", run.Trace);
        Assert.Equal(waits ? [Run.Now.AddHours(hours)] : [], run.State.Bookmarks.Select(bookmark => bookmark.DueAt!.Value));
        Assert.All(run.State.Bookmarks, bookmark => Assert.Equal("Elsa.StartAt", bookmark.Name));
    }

    [Fact]
    public void An_event_is_waited_for_by_name_alone_so_that_one_publish_finds_all()
    {
        var run = Run.Of(Chart.Of("a -> e1, e2", Waiting("e1", "Paid"), Waiting("e2", "Paid"))).Start();

        var expected = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes("""Elsa.Event|{"EventName":"Paid"}""")));
        Assert.Equal([expected, expected], run.State.Bookmarks.Select(bookmark => bookmark.Hash));
        Assert.Equal(expected, Event.HashOf("Paid"));
        Assert.NotEqual(expected, Event.HashOf("paid"));
    }

    [Fact]
    public void An_event_hands_on_its_payload()
    {
        var payload = new Variable("Payload").WithWorkflowStorage();
        var wait = Waiting("e", "Paid");
        wait.Result = new(payload);
        var run = new Run(WorkflowGraph.Create(new Sequence(wait, new Wait { Id = "w" }), variables: [payload])).Start()
            .ResumeWith("e", new Dictionary<string, object> { [Event.PayloadInput] = new { sum = 3.50m } });

        Assert.Equal("""{"sum":3.50}""", run.ContextOf("Workflow1").Variables![payload.Id]!.ToJsonString());
    }

    [Fact]
    public void An_event_that_starts_a_run_does_not_wait()
    {
        var run = Run.Of(Chart.Of("e1 -> e2", Waiting("e1", "Paid"), Waiting("e2", "Paid"))).Start(trigger: "e1");

        Assert.Equal("e1 ?e2", run.Trace);
    }

    [Theory]
    [InlineData(null, false, null)]
    [InlineData("", true, null)]
    [InlineData("case-7", false, "case-7")]
    public void Publishing_asks_the_host_to_deliver(string? correlation, bool local, string? expected)
    {
        var run = Run.Of(new PublishEvent
        {
            EventName = new("Paid"), CorrelationId = new(correlation), IsLocalEvent = new(local), Payload = new(new Dictionary<string, int> { ["sum"] = 3 }),
        }).Start();

        var effect = Assert.IsType<EventPublished>(Assert.Single(run.Effects));
        Assert.Equal(("Paid", expected, local, Event.HashOf("Paid")), (effect.Name, effect.CorrelationId, effect.IsLocal, effect.Hash));
        Assert.Equal("""{"sum":3}""", effect.Payload!.ToJsonString());
    }

    [Fact]
    public void Publishing_nothing_but_a_name_is_enough()
    {
        var effect = Assert.IsType<EventPublished>(Assert.Single(Run.Of(new PublishEvent { EventName = new("Paid") }).Start().Effects));

        Assert.Equal((null, null), (effect.CorrelationId, effect.Payload));
    }

    private static Event Waiting(string id, string name) => new() { Id = id, EventName = new(name) };
}
