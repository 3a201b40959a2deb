using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Options;
using CaseWorkflows.Engine.State;
using CaseWorkflows.Engine.Tests.Flowcharts;

namespace CaseWorkflows.Engine.Tests.Execution;

/// <summary>Callbacks are kept by method name, so they outlive the process.</summary>
public sealed class CallbackTests
{
    public static TheoryData<string> Methods => new(nameof(Asker.PublicOne), "PrivateOne", nameof(Asker.StaticOne), "InheritedOne", "InheritedPrivateOne");

    [Theory]
    [MemberData(nameof(Methods))]
    public void Any_named_method_of_the_class_or_its_bases_is_found_again(string method)
    {
        var run = Run.Of(new Asker { Id = "a", Method = method }).Start();
        Assert.Equal(method, run.BookmarkOf("a").CallbackMethodName);

        run.Resume("a");

        Assert.Equal(WorkflowSubStatus.Finished, run.State.SubStatus);
        Assert.Contains(run.Journal, entry => entry.EventName == method);
    }

    [Fact]
    public void A_lambda_is_refused_where_it_is_given()
    {
        var run = Run.Of(new Do(context => context.CreateBookmark(_ => ValueTask.CompletedTask)) { Id = "a" }).Start();

        Assert.Contains("named method", Assert.Single(run.State.Incidents).Message, StringComparison.Ordinal);
        Assert.Empty(run.State.Bookmarks);
    }

    [Fact]
    public void A_local_function_is_refused_as_well()
    {
        static ValueTask Local(ActivityExecutionContext context) => ValueTask.CompletedTask;

        var run = Run.Of(new Do(context => context.CreateBookmark(Local)) { Id = "a" }).Start();

        Assert.Single(run.State.Incidents);
    }

    [Fact]
    public void A_method_renamed_while_somebody_waited_is_an_incident_and_the_wait_stands()
    {
        var run = new Run(Run.Of(Chart.Of("s -> wait; wait -> b")).Graph);
        run.Start();
        var renamed = run.State with { Bookmarks = [run.BookmarkOf("wait") with { CallbackMethodName = "OnceUponATime" }] };

        var result = Interpreter.Step(run.Graph, renamed, new Stimulus.ResumeBookmark(run.BookmarkOf("wait").Id), Run.Now);

        Assert.Equal(StepVerdict.Applied, result.Verdict);
        Assert.Contains("OnceUponATime", Assert.Single(result.NewIncidents).Message, StringComparison.Ordinal);
        Assert.Equal(renamed.Bookmarks, result.State.Bookmarks);
        Assert.Equal(WorkflowSubStatus.Suspended, result.State.SubStatus);
    }

    [Fact]
    public void An_owners_method_renamed_is_an_incident_of_the_child_and_can_be_retried()
    {
        var run = Run.Of(Chart.Of("s -> wait; wait -> b")).Start();
        var callback = run.State.CompletionCallbacks.Single(callback => callback.ChildNodeId.EndsWith("wait", StringComparison.Ordinal));
        var renamed = run.State with { CompletionCallbacks = [.. run.State.CompletionCallbacks.Except([callback]), callback with { MethodName = "Gone" }] };

        var result = Interpreter.Step(run.Graph, renamed, new Stimulus.ResumeBookmark(run.BookmarkOf("wait").Id), Run.Now);

        var incident = Assert.Single(result.NewIncidents);
        Assert.Equal("wait", incident.ActivityId);
        Assert.Equal(ActivityStatus.Faulted, result.State.ActivityExecutionContexts.Single(context => context.Id == incident.ActivityInstanceId).Status);
        Assert.Contains(result.State.CompletionCallbacks, kept => kept.MethodName == "Gone");
    }

    [Fact]
    public void An_owner_that_fails_on_a_completion_hears_it_again_on_retry()
    {
        var owner = new Moody { Id = "owner", Child = new Sequence(new Probe { Id = "a" }) { Id = "child" } };
        var run = Run.Of(new Sequence(owner, new Probe { Id = "b" })).Start();

        Assert.Equal(("child", 1), (Assert.Single(run.State.Incidents).ActivityId, run.State.ActivityExecutionContexts[0].AggregateFaultCount));
        Assert.Equal("a", run.Trace);

        run.ResumeWith("owner", new { cheered = true }).Retry("child");

        Assert.Equal("a a b", run.Trace);
        Assert.Equal(WorkflowSubStatus.Finished, run.State.SubStatus);
        Assert.Empty(run.State.Incidents);
    }

    [Activity("Test")]
    private sealed class Asker : AskerBase
    {
        public string Method { get; init; } = "";

        public ValueTask PublicOne(ActivityExecutionContext context) => Done(context, nameof(PublicOne));

        public static ValueTask StaticOne(ActivityExecutionContext context) => Done(context, nameof(StaticOne));

        protected override void Execute(ActivityExecutionContext context) => context.CreateBookmark(Method switch
        {
            nameof(PublicOne) => PublicOne,
            nameof(PrivateOne) => PrivateOne,
            nameof(StaticOne) => StaticOne,
            nameof(InheritedOne) => InheritedOne,
            _ => InheritedPrivate,
        });

        private ValueTask PrivateOne(ActivityExecutionContext context) => Done(context, nameof(PrivateOne));
    }

    private abstract class AskerBase : Activity
    {
        protected ExecuteActivityDelegate InheritedPrivate => InheritedPrivateOne;

        protected static async ValueTask Done(ActivityExecutionContext context, string method)
        {
            context.AddExecutionLogEntry(method);
            await context.CompleteActivityAsync();
        }

        protected ValueTask InheritedOne(ActivityExecutionContext context) => Done(context, nameof(InheritedOne));

        private ValueTask InheritedPrivateOne(ActivityExecutionContext context) => Done(context, nameof(InheritedPrivateOne));
    }

    /// <summary>Cannot take its child's completion until somebody has cheered it up.</summary>
    [Activity("Test")]
    private sealed class Moody : Activity
    {
        [Port]
        public IActivity? Child { get; set; }

        protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
        {
            context.CreateBookmark(OnCheeredAsync);
            await context.ScheduleActivityAsync(Child, OnChildCompletedAsync);
        }

        private static ValueTask OnCheeredAsync(ActivityExecutionContext context)
        {
            context.SetProperty("Cheered", true);
            return ValueTask.CompletedTask;
        }

        private static ValueTask OnChildCompletedAsync(ActivityCompletedContext context) => context.TargetContext.GetProperty<bool>("Cheered")
            ? context.TargetContext.CompleteActivityAsync()
            : throw new InvalidOperationException("Not now.");
    }
}
