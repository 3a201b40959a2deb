using CaseWorkflows.Engine.State;
using CaseWorkflows.Engine.Tests.Flowcharts;

namespace CaseWorkflows.Engine.Tests.Execution;

/// <summary>The same graph, instance, stimulus and instant give the same bytes.</summary>
public sealed class PurityTests
{
    private const string Definition = """
        {'definitionId':'d','name':'n',
         'variables':[{'id':'v','name':'V','typeName':'Object','storageDriverTypeName':'WorkflowInstanceStorageDriver'}],
         'root':{'id':'f','type':'Elsa.Flowchart','activities':[
            {'id':'a','type':'Elsa.WriteLine','text':{'typeName':'String','expression':{'type':'JavaScript','value':'newGuidString() + \'|\' + Math.random() + \'|\' + new Date().toISOString()'}}},
            {'id':'s','type':'Elsa.SetVariable','variable':{'id':'v','name':'V'},'value':{'typeName':'Object','expression':{'type':'JavaScript','value':'({ b: newGuid(), a: [Math.random(), Date.now()] })'}}},
            {'id':'w','type':'Test.Wait'},
            {'id':'e','type':'Elsa.PublishEvent','eventName':{'typeName':'String','expression':{'type':'Literal','value':'x'}},'payload':{'typeName':'Object','expression':{'type':'Variable','value':{'id':'v'}}}},
            {'id':'t','type':'Test.NotReady'}],
          'connections':[
            {'source':{'activity':'a'},'target':{'activity':'s'}},{'source':{'activity':'s'},'target':{'activity':'w'}},
            {'source':{'activity':'s'},'target':{'activity':'t'}},{'source':{'activity':'w'},'target':{'activity':'e'}}]}}
        """;

    [Fact]
    public void The_same_steps_give_the_same_bytes_journal_and_effects()
    {
        var (first, second) = (Play(Definition), Play(Definition));

        Assert.Equal(WorkflowStateJson.ToUtf8(first.State), WorkflowStateJson.ToUtf8(second.State));
        Assert.Equal(Text(first.Journal), Text(second.Journal));
        Assert.Equal(Text(first.Effects), Text(second.Effects));
        Assert.Equal(2, first.Effects.Count);
    }

    [Fact]
    public void Chance_differs_from_one_call_and_one_instance_to_the_next()
    {
        var run = Run.OfJson(Definition.Replace("newGuidString() +", "newGuidString() + \\'|\\' + newGuidString() +", StringComparison.Ordinal)).Start();
        var parts = run.Lines.Single().Split('|');
        Assert.NotEqual(parts[0], parts[1]);

        var other = WorkflowState.New("other", run.Graph, Run.Now);
        var line = (Effects.TextWritten)Interpreter.Step(run.Graph, other, new Stimulus.Start(), Run.Now).Effects[0];
        Assert.NotEqual(parts[0], line.Text.Split('|')[0]);
    }

    [Fact]
    public void Bytes_read_back_give_the_same_bytes()
    {
        var state = Play(Definition).State;

        Assert.Equal(WorkflowStateJson.ToUtf8(state), WorkflowStateJson.ToUtf8(WorkflowStateJson.FromUtf8(WorkflowStateJson.ToUtf8(state))));
    }

    [Fact]
    public void A_step_leaves_the_state_it_began_with_as_it_was()
    {
        var run = Run.OfJson(Definition).Start();
        var before = WorkflowStateJson.ToUtf8(run.State);
        var start = run.State;

        var first = Interpreter.Step(run.Graph, start, new Stimulus.ResumeBookmark(run.BookmarkOf("w").Id), Run.Now);
        var second = Interpreter.Step(run.Graph, start, new Stimulus.ResumeBookmark(run.BookmarkOf("w").Id), Run.Now);

        Assert.Equal(before, WorkflowStateJson.ToUtf8(start));
        Assert.Equal(WorkflowStateJson.ToUtf8(first.State), WorkflowStateJson.ToUtf8(second.State));
    }

    [Fact]
    public void Failures_are_the_same_bytes_however_often_they_happened_before()
    {
        byte[]? expected = null;
        for (var round = 0; round < 200; round++)
        {
            var bytes = WorkflowStateJson.ToUtf8(Run.Of(Chart.Of("a -> throw, nest", new Do(_ => throw new FormatException("x")) { Id = "nest" })).Start().State);
            Assert.Equal(expected ??= bytes, bytes);
        }
    }

    [Fact]
    public void An_activity_that_waits_for_something_outside_is_reported_as_a_bug()
    {
        var run = Run.Of(new Do(async context =>
        {
            await Task.Yield();
            context.AddExecutionLogEntry("Never");
        }));

        var error = Assert.Throws<InvalidOperationException>(() => run.Start());

        Assert.Contains("waited for something outside", error.Message, StringComparison.Ordinal);
        Assert.Null(SynchronizationContext.Current as Engine.Execution.NoContinuations);
        Assert.Equal(WorkflowSubStatus.Pending, run.State.SubStatus);
    }

    [Fact]
    public void Work_already_done_may_be_awaited()
    {
        var run = Run.Of(new Do(async _ => await Task.CompletedTask)).Start();

        Assert.Equal(WorkflowSubStatus.Finished, run.State.SubStatus);
    }

    private static Run Play(string definition) => Run.OfJson(definition).Start().After(TimeSpan.FromMinutes(1)).Resume("w");

    private static string Text<T>(IEnumerable<T> items) => string.Join('\n', items.Select(item => System.Text.Json.JsonSerializer.Serialize<object>(item!)));
}
