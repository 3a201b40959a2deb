using CaseWorkflows.Cases.History;

namespace CaseWorkflows.Evidence.Tests.EventLogs;

public sealed class WhenATaskTurns
{
    [Fact]
    public async Task Its_events_are_the_transitions_of_the_standard_model()
    {
        var read = await TransitionsAsync(
            Turn("TaskOpened", "Available"), Turn("TaskClaimed", "Claimed", "Available"), Turn("TaskReleased", "Available", "Claimed"), Turn("TaskReminded", "Available", "Available"),
            Turn("TaskClaimed", "Claimed", "Available"), Turn("TaskAssigned", "Claimed", "Claimed"), Turn("TaskCompleted", "Completed", "Claimed"));

        Assert.Equal(["schedule", "start", "suspend", "complete", "resume", "reassign", "complete"], read);
    }

    [Fact]
    public async Task One_nobody_had_is_assigned_and_not_reassigned()
        => Assert.Equal(["schedule", "assign"], await TransitionsAsync(Turn("TaskOpened", "Available"), Turn("TaskAssigned", "Claimed", "Available")));

    [Fact]
    public async Task One_nobody_took_is_withdrawn_and_one_in_hand_or_given_back_is_aborted()
    {
        Assert.Equal(["schedule", "withdraw"], await TransitionsAsync(Turn("TaskOpened", "Available"), Turn("TaskCancelled", "Cancelled", "Available")));
        Assert.Equal(["start", "ate_abort"], await TransitionsAsync(Turn("TaskClaimed", "Claimed", "Available"), Turn("TaskCancelled", "Cancelled", "Claimed")));
        Assert.Equal(["suspend", "ate_abort"], await TransitionsAsync(Turn("TaskReleased", "Available", "Claimed"), Turn("TaskCancelled", "Cancelled", "Available")));
    }

    [Fact]
    public async Task Another_case_knows_nothing_of_a_task_given_back()
    {
        var log = Samples.Log(Samples.Case(Turn("TaskReleased", "Available", "Claimed")), Samples.Case(Turn("TaskClaimed", "Claimed", "Available")) with { Id = "other" });

        var read = await XesReading.OfAsync(log);

        Assert.Equal(["suspend", "start"], read.Traces.Select(trace => trace.Events[0]["lifecycle:transition"]));
    }

    [Fact]
    public async Task The_step_is_what_turns_and_the_task_is_its_instance()
    {
        var read = (await XesReading.OfAsync(Samples.Log(Samples.Case(Turn("TaskClaimed", "Claimed", "Available"), Turn("TaskReminded", "Claimed", "Claimed"), Samples.Event("CaseOpened"))))).Traces[0].Events;

        Assert.Equal([("verify", "task-1"), ("TaskReminded", "task-1"), ("CaseOpened", null)], read.Select(one => (one["cw:activity"], one["concept:instance"])));
    }

    private static CaseEvent Turn(string action, string after, string? before = null)
    {
        var assignee = before == "Claimed" ? ""","assignee":"worker-1" """ : "";
        return Samples.Event(action, $$$"""{"task":{"id":"task-1","after":{"status":"{{{after}}}"}{{{(before is null ? "" : $$""","before":{"status":"{{before}}"{{assignee}}}""")}}}}}""");
    }

    private static async Task<IEnumerable<string?>> TransitionsAsync(params CaseEvent[] events)
        => (await XesReading.OfAsync(Samples.Log(Samples.Case(events)))).Traces[0].Events.Select(one => one["lifecycle:transition"]);
}
