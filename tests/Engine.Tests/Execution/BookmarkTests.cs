using System.Security.Cryptography;
using System.Text;
using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.Options;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Engine.Tests.Execution;

public sealed class BookmarkTests
{
    public enum Channel
    {
        Phone,
        Letter,
    }

    public sealed record Call(string Number, string? Note = null, Channel By = Channel.Phone)
    {
        [ExcludeFromHash]
        public string Caller { get; init; } = "anybody";
    }

    public static TheoryData<string, object?, string?, string> Hashes => new()
    {
        { "Test.Wait", null, null, "Test.Wait" },
        { "Test.Wait", null, "i-3", "Test.Wait|i-3" },
        { "Elsa.Event", new Call("050"), null, """Elsa.Event|{"Number":"050","By":0}""" },
        { "Elsa.Event", new Call("050", "ليلاً", Channel.Letter) { Caller = "B" }, "i-3", """Elsa.Event|{"Number":"050","Note":"\u0644\u064A\u0644\u0627\u064B","By":1}|i-3""" },
        { "Elsa.Event", "plain", "i-3", "Elsa.Event|plain|i-3" },
        { "Elsa.Event", "", "i-3", "Elsa.Event|i-3" },
    };

    [Theory]
    [MemberData(nameof(Hashes))]
    public void The_hash_is_Elsas(string name, object? stimulus, string? instanceId, string text)
        => Assert.Equal(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))), BookmarkHasher.Hash(name, stimulus, instanceId));

    [Fact]
    public void A_known_hash_stays_what_it_is() => Assert.Equal(
        "9A0BCCFAB63AE44CB20A13E17AB8387EB562F2DDAAC36589A8CDD7C9E37232BE",
        BookmarkHasher.Hash("Elsa.Event", new Call("050")));

    public static TheoryData<string, Func<ActivityExecutionContext, Bookmark>, bool> Overloads => new()
    {
        { "()", context => context.CreateBookmark(), true },
        { "(null)", context => context.CreateBookmark((CreateBookmarkArgs?)null), true },
        { "(callback)", context => context.CreateBookmark(Nothing), false },
        { "(stimulus, callback)", context => context.CreateBookmark(new Call("1"), Nothing), true },
        { "(stimulus, callback, false)", context => context.CreateBookmark(new Call("1"), Nothing, false), false },
        { "(stimulus, true)", context => context.CreateBookmark(new Call("1"), includeActivityInstanceId: true), true },
        { "(stimulus)", context => context.CreateBookmark(new Call("1")), false },
        { "(args)", context => context.CreateBookmark(new CreateBookmarkArgs { Stimulus = new Call("1") }), false },
        { "many", context => context.CreateBookmarks([new Call("1")])[0], true },
    };

    /// <summary>As uneven as in Elsa, so that sources written for it behave alike.</summary>
    [Theory]
    [MemberData(nameof(Overloads))]
    public void Some_overloads_wait_for_this_execution_only(string overload, Func<ActivityExecutionContext, Bookmark> create, bool onlyThis)
    {
        var run = Run.Of(new Do(context => { create(context); }) { Id = "a" }).Start();

        var bookmark = Assert.Single(run.State.Bookmarks);
        var stimulus = bookmark.Payload is null ? null : new Call("1");
        Assert.True(bookmark.Hash == BookmarkHasher.Hash("Test.Do", stimulus, onlyThis ? bookmark.ActivityInstanceId : null), overload);
    }

    [Fact]
    public void Waiting_twice_for_the_same_is_one_wait()
    {
        var run = Run.Of(new Do(context =>
        {
            var first = context.CreateBookmark(new Call("1"));
            Assert.Same(first, context.CreateBookmark(new Call("1")));
            context.CreateBookmark(new Call("2"));
        })).Start();

        Assert.Equal(2, run.State.Bookmarks.Count);
        Assert.Equal(2, run.Last.CreatedBookmarks.Count);
    }

    [Fact]
    public void A_bookmark_says_who_waits_for_what_since_when()
    {
        var run = Run.Of(new Do(context => context.CreateBookmark(new CreateBookmarkArgs
        {
            BookmarkId = "mine",
            BookmarkName = "Call",
            Stimulus = new Call("050"),
            Metadata = new Dictionary<string, string> { ["a"] = "b" },
        })) { Id = "a" }).Start();

        var bookmark = run.BookmarkOf("a");
        Assert.Equal(("mine", "Call", "a", "Workflow1:a", run.ContextOf("a").Id, Run.Now),
            (bookmark.Id, bookmark.Name, bookmark.ActivityId, bookmark.ActivityNodeId, bookmark.ActivityInstanceId, bookmark.CreatedAt));
        Assert.Equal("050", bookmark.Payload!["Number"]!.GetValue<string>());
        Assert.Equal("b", bookmark.Metadata!["a"]);
        Assert.Null(bookmark.DueAt);
    }

    [Fact]
    public void A_resume_burns_the_bookmark_it_answers_and_no_other()
    {
        var run = Run.Of(new Asks { Id = "a" }).Start().Step(Resume("once"));

        Assert.Equal(["once"], run.Last.BurnedBookmarkIds);
        Assert.Equal(["again", "complete", "nothing"], run.State.Bookmarks.Select(bookmark => bookmark.Id).Order());
        Assert.Equal(1, Answers(run));
    }

    [Fact]
    public void Without_auto_burn_it_can_be_answered_again_and_again()
    {
        var run = Run.Of(new Asks { Id = "a" }).Start().Step(Resume("again")).Step(Resume("again"));

        Assert.Equal(2, Answers(run));
        Assert.Empty(run.Last.BurnedBookmarkIds);
        Assert.Equal(4, run.State.Bookmarks.Count);
    }

    [Fact]
    public void Without_a_method_the_resume_completes_the_activity()
    {
        var run = Run.Of(new Asks { Id = "a" }).Start().Step(Resume("complete"));

        Assert.Equal(WorkflowSubStatus.Finished, run.State.SubStatus);
        Assert.Empty(run.State.Bookmarks);
    }

    [Fact]
    public void Without_a_method_and_auto_completion_it_only_burns()
    {
        var run = Run.Of(new Asks { Id = "a" }).Start().Step(Resume("nothing"));

        Assert.Equal(WorkflowSubStatus.Suspended, run.State.SubStatus);
        Assert.Equal(["nothing"], run.Last.BurnedBookmarkIds);
    }

    [Fact]
    public void An_activity_may_stop_waiting_for_one_thing_or_for_all()
    {
        var one = Run.Of(new Do(context =>
        {
            context.RemoveBookmark(context.CreateBookmark(new Call("1")).Id);
            context.RemoveBookmark("never there");
            context.CreateBookmark(new Call("2"));
        })).Start();
        var all = Run.Of(new Do(context =>
        {
            context.CreateBookmark(new Call("1"));
            context.ClearBookmarks();
        })).Start();

        Assert.Equal("2", Assert.Single(one.State.Bookmarks).Payload!["Number"]!.GetValue<string>());
        Assert.Equal(WorkflowSubStatus.Finished, all.State.SubStatus);
    }

    private static ValueTask Nothing(ActivityExecutionContext context) => ValueTask.CompletedTask;

    private static Stimulus.ResumeBookmark Resume(string bookmarkId) => new(bookmarkId);

    private static int Answers(Run run) => (int)run.ContextOf("a").Properties!["Answers"]!;

    [Activity("Test")]
    private sealed class Asks : Activity
    {
        protected override void Execute(ActivityExecutionContext context)
        {
            context.CreateBookmark(new CreateBookmarkArgs { BookmarkId = "once", Stimulus = "once", Callback = Count });
            context.CreateBookmark(new CreateBookmarkArgs { BookmarkId = "again", Stimulus = "again", Callback = Count, AutoBurn = false });
            context.CreateBookmark(new CreateBookmarkArgs { BookmarkId = "complete", Stimulus = "complete" });
            context.CreateBookmark(new CreateBookmarkArgs { BookmarkId = "nothing", Stimulus = "nothing", AutoComplete = false });
        }

        private static ValueTask Count(ActivityExecutionContext context)
        {
            context.SetProperty("Answers", context.GetProperty<int>("Answers") + 1);
            return ValueTask.CompletedTask;
        }
    }
}
