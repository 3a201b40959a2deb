using System.Globalization;
using System.Text.Json.Nodes;
using CaseWorkflows.Host.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using static CaseWorkflows.Host.Tests.SequenceFile;
using static CaseWorkflows.Host.Tests.WorkflowsCopy.Procedure;

namespace CaseWorkflows.Host.Tests.Faults;

/// <summary>
/// One thing that is done to a host at its hour: the same however often it has to be done again, because what is sent is put together once.
/// </summary>
/// <param name="Name">What it is, for whoever reads a failed test.</param>
/// <param name="Hour">Hours after the clock's start.</param>
/// <param name="Units">True when it writes several units of work, so that a fault in one leaves the others done.</param>
/// <param name="Prepare">Puts together what is sent.</param>
internal sealed record Act(string Name, double Hour, bool Units, Func<Scene, Task<Sent>> Prepare);

/// <summary>What is sent, as it could be written down.</summary>
internal sealed record Sent(string Kind, string Role = "", string Path = "", string Body = "");

/// <summary>Everything that makes the program write: four cases, a child, a program's task, events, triggers, timers, messages, and people stepping in.</summary>
internal sealed class WholeLife : IDisposable
{
    private const double Minute = 1 / 60d;
    private const double Day = 24;

    /// <summary>Signs in as one more member of the committee.</summary>
    public const string SecondMember = "committee-member-2";

    private readonly WorkflowsCopy _workflows = new("natiq") { KeepsCommittees = true };
    private double _hour;

    public WholeLife()
    {
        _workflows.EditProfile("natiq", profile => profile["committees"]![0]!["ballot"] = "secret");
        _workflows.Edit("natiq", procedure =>
        {
            procedure.Json["variables"]!.AsArray().Add(Variable("Score"));
            procedure.Json["variables"]!.AsArray().Add(Variable("Word"));
            procedure.Add("ask", "Elsa.RunTask", ("taskName", Literal("String", "score")), ("result", Into("Score")));
            procedure.Add("visit", "Elsa.ExecuteWorkflow", ("workflowDefinitionId", Literal("String", "home-visit")), ("waitForCompletion", Literal("Boolean", true)));
            procedure.Add("wait", "Elsa.Event", ("eventName", Literal("String", "bank-answered")), ("result", Into("Word")));
            procedure.Add("tell", "Elsa.PublishEvent", ("eventName", Literal("String", "visited")));
            procedure.Add("broken", "Elsa.FlowDecision", ("condition", Expression("Boolean", "JavaScript", "throw new Error('no')")));
            procedure.Redirect("receive", "Received", "ask");
            procedure.Set("receive", "form", "String", "small");
            foreach (var (from, port, to) in new[] { ("ask", "Done", "visit"), ("visit", "Done", "wait"), ("wait", "Done", "tell"), ("tell", "Done", "broken"), ("broken", "True", "verify") })
            {
                procedure.Connect(from, port, to);
            }
        });
        _workflows.Write("natiq/forms", "small.form.json", """
            { "key": "small", "title": { "ar": "نموذج", "en": "Form" }, "fields": [ { "key": "score", "type": "number", "label": { "ar": "عدد", "en": "Number" } } ] }
            """);
        Write("home-visit", Step("look", "CaseWorkflows.VerifyInformation"));
        Write("listener", Trigger("on", "Elsa.Event", ("eventName", Literal("String", "visited"))));
        Write("tick", Trigger("every", "Elsa.Timer", ("interval", Literal("TimeSpan", "30.00:00:00"))));
        Write("once", Trigger("at", "Elsa.StartAt", ("dateTime", Literal("DateTimeOffset", TestClock.Start.AddDays(31).ToString("O")))));
        Acts = [.. TimersAndPeople(), .. EverythingElse(), .. Endings(), .. WhatIsMadeOfIt()];
    }

    public IReadOnlyList<Act> Acts { get; }

    public string Folder => _workflows;

    public void Dispose() => _workflows.Dispose();

    private void Write(string definition, params JsonObject[] steps) => _workflows.Write("natiq", $"{definition}.workflow.json", Of(definition, steps));

    /// <summary>The first case: one timer that cannot be carried out for a while, and a task that goes from hand to hand.</summary>
    private IEnumerable<Act> TimersAndPeople()
    {
        yield return new("staff are hired", Next(), true, _ => Task.FromResult(new Sent("hire")));
        yield return Opening(1);
        yield return Sql("a state becomes unreadable", postgres: @"UPDATE workflow_instances SET state = '\x00'::bytea || state", sqlite: "UPDATE workflow_instances SET state = CAST(x'00' || state AS BLOB)");
        yield return Timers("a timer fails and is put off", 37);
        const string due = "; UPDATE bookmarks SET attempts = 0, next_attempt_at = due_at, last_error = NULL WHERE due_at IS NOT NULL";
        yield return Sql("it can be read again", postgres: $"UPDATE workflow_instances SET state = substring(state FROM 2){due}", sqlite: $"UPDATE workflow_instances SET state = substr(state, 2){due}");
        yield return Timers("a reminder", 38);
        yield return Outbox("the reminder is sent");
        yield return Timers("an escalation", 50);
        yield return OnTask(1, "claim", "relations-supervisor", _ => new JsonObject());
        yield return OnTask(1, "release", "relations-supervisor", _ => new JsonObject());
        yield return new("a task is assigned", Next(), false, async scene => await scene.OnTaskAsync(
            1, "assign", "administrator", new JsonObject { ["assignee"] = await scene.StaffIdAsync("relations-officer") }));
        yield return Draft("a draft is saved", "first", 0);
        yield return Draft("the draft is saved again", "second", 1);
        yield return Completing(1, "Withdrawn");
        yield return Outbox("the escalation is sent");
    }

    /// <summary>The second case: all the way, with what waits for programs, children and news from outside.</summary>
    private IEnumerable<Act> EverythingElse()
    {
        yield return Opening(2);
        yield return News("bank-answered");
        yield return News("nobody-waits-for-this");
        foreach (var act in Doing(2, "Received"))
        {
            yield return act;
        }

        yield return Outbox("a program is asked");
        yield return new("a program answers", Next(), false, async scene => new Sent(
            "POST", "administrator", $"/api/v1/workflow-tasks/{await scene.LookAsync(db => db.WorkflowTasks.Select(row => row.Id).SingleAsync())}/complete",
            """{"result":{"points":7},"operationId":"program"}"""));
        yield return Outbox("a child begins");
        foreach (var act in Doing(2, "Verified"))
        {
            yield return act;
        }

        yield return Outbox("the child is over, the early answer is taken, a workflow without a case is started, a step fails");
        yield return StepIn(2, "retry", """{"reason":"tried again","operationId":"retry"}""");
        yield return StepIn(2, "skip", """{"reason":"by hand","outcomes":["True"],"operationId":"skip"}""");
        foreach (var act in Doing(2, "Verified").Concat(Doing(2, "Signed")))
        {
            yield return act;
        }

        yield return Outbox("the applicant is informed");
        var informed = _hour;
        yield return Timers("an answer nobody waited for is given up", informed + (14 * Day) - (5 * Minute));
        yield return Timers("the committee may decide", informed + (14 * Day) + 1);
        foreach (var act in Committee(2).Concat(Doing(2, "Registered")).Concat(Doing(2, "Delivered")).Concat(Doing(2, "Answered")))
        {
            yield return act;
        }

        foreach (var act in Session())
        {
            yield return act;
        }

        yield return Outbox("what is left is sent");
        yield return new("a probe writes", Next(), false, _ => Task.FromResult(new Sent("GET", "", "/health/ready")));
    }

    /// <summary>A member stays out, a ballot leads nowhere, another is closed too soon, the third decides.</summary>
    private IEnumerable<Act> Committee(int number)
    {
        yield return Ballot(number, "discussion", "committee-member", """{"text":"one more paper","operationId":"said"}""");
        yield return Ballot(number, "recuse", SecondMember, """{"reason":"a cousin","operationId":"recused"}""");
        yield return Ballot(number, "vote", "committee-member", """{"choice":"Approve","operationId":"vote-1"}""");
        yield return Ballot(number, "vote", "committee-chair", """{"choice":"Abstain","operationId":"vote-1"}""");
        yield return Ballot(number, "vote-again", "committee-chair", """{"operationId":"again-1"}""");
        yield return Ballot(number, "vote", "committee-member", """{"choice":"Approve","operationId":"vote-2"}""");
        yield return Ballot(number, "close", "committee-chair", """{"operationId":"closed"}""");
        yield return Ballot(number, "vote-again", "committee-chair", """{"operationId":"again-2"}""");
        yield return Ballot(number, "vote", "committee-chair", """{"choice":"Approve","operationId":"vote-3"}""");
        yield return Ballot(number, "vote", "committee-member", """{"choice":"Approve","operationId":"vote-3"}""");
    }

    /// <summary>A day on which the committee meets, from its calling to its signed minutes.</summary>
    private IEnumerable<Act> Session()
    {
        yield return new("a session is called", Next(), false, async scene => new Sent("session", "committee-chair", Body: await scene.LookAsync(db => db.Sittings.Select(row => row.TaskId).SingleAsync())));
        foreach (var act in new[] { "attendance", "wording", "sign" })
        {
            yield return new($"the session's {act}", Next(), false, _ => Task.FromResult(new Sent(act, "committee-chair")));
        }
    }

    private Act Ballot(int number, string what, string role, string body)
        => new($"{what} by {role} on case {number}: {body}", Next(), false, scene => scene.OnBallotAsync(number, what, role, System.Text.Json.Nodes.JsonNode.Parse(body)!.AsObject()));

    private IEnumerable<Act> Endings()
    {
        yield return Opening(3);
        foreach (var act in File(3))
        {
            yield return act;
        }

        yield return StepIn(3, "cancel", """{"reason":"entered twice","operationId":"cancel"}""");
        yield return Timers("a workflow is started by the clock, again and again", (30 * Day) + 1);
        yield return Timers("a workflow is started by the clock, once", (31 * Day) + 1);
        yield return Opening(4);
        const string copy = """
            INSERT INTO workflow_definitions (id, association_key, definition_id, version, name, is_latest, is_published, content_hash, json, source, created_at, published_at, edit, saved_at, foreign_edit)
            SELECT 'natiq-procedure-v2', association_key, definition_id, 2, name, NOT is_latest, NOT is_published, content_hash,
                replace(replace(json, '"natiq-procedure-v1"', '"natiq-procedure-v2"'), '"receive"', '"receive-again"'), source, created_at, published_at, edit, saved_at, foreign_edit
            FROM workflow_definitions WHERE id = 'natiq-procedure-v1'
            """;
        yield return Sql("a version with another name for a step is published", copy, copy);
        yield return new("running cases are to move", Next(), false, _ => Task.FromResult(new Sent(
            "POST", "process-designer", "/api/v1/definitions/natiq-procedure/migrations", """{"toVersionId":"natiq-procedure-v2","reason":"renamed","operationId":"migrate"}""")));
        yield return new("they are moved", Next(), true, _ => Task.FromResult(new Sent("migrations")));
        yield return new("they are to go back", Next(), false, async scene => new Sent(
            "POST", "process-designer", $"/api/v1/migrations/{await scene.LookAsync(db => db.CaseMigrations.Select(row => row.Id).SingleAsync())}/undo", """{"operationId":"undo"}"""));
        yield return new("they go back", Next(), true, _ => Task.FromResult(new Sent("migrations")));
        yield return Sql("bookmarks are lost", "DELETE FROM bookmarks", "DELETE FROM bookmarks");
        yield return new("the night watch puts them back", Next(), true, _ => Task.FromResult(new Sent("nightwatch")));
    }

    /// <summary>What is put into a case's file beside its procedure, looked at and taken out again.</summary>
    private IEnumerable<Act> File(int number)
    {
        yield return OnFile(number, "a document is filed", "UPLOAD", (_, path) => Task.FromResult((path + "/documents?name=paper.pdf", "%PDF-1.7 paper")));
        yield return OnFile(number, "a document is removed", "POST", async (scene, path) => (
            $"{path}/documents/{await scene.LookAsync(db => db.Documents.Select(row => row.Id).SingleAsync())}/remove", """{"reason":"another person's"}"""));
        yield return OnFile(number, "a comment is for somebody", "POST", async (scene, path) => (
            path + "/comments", $$"""{"text":"look at this","notify":["{{await scene.StaffIdAsync("relations-supervisor")}}"],"operationId":"comment"}"""));
        yield return new("it is seen", Next(), false, async scene => new Sent("GET", "relations-supervisor", $"/cases/{await scene.CaseIdAsync(number)}"));
        yield return OnFile(number, "a comment is removed", "POST", async (scene, path) => ($"{path}/comments/{await scene.LookAsync(db => db.Comments.Select(row => row.Id).SingleAsync())}/remove", "{}"));
        yield return OnFile(number, "the person is written to", "POST", (_, path) => Task.FromResult((path + "/conversation", """{"text":"come by","operationId":"message"}""")));
        yield return Outbox("what was written is sent");
    }

    private Act OnFile(int number, string name, string kind, Func<Scene, string, Task<(string Path, string Body)>> prepare) => new(name, Next(), false, async scene =>
    {
        var (path, body) = await prepare(scene, $"/api/v1/cases/{await scene.CaseIdAsync(number)}");
        return new(kind, "relations-officer", path, body);
    });

    private double Next() => _hour += Minute;

    private Act Opening(int number) => new($"case {number} is opened", Next(), false, _ => Task.FromResult(new Sent("POST", "relations-officer", "/api/v1/associations/natiq/cases", $$"""
        {"channel":"phone","service":"support","applicant":{"fullName":"شخص ما","mobile":"050000000{{number}}"},"operationId":"open-{{number}}"}
        """)));

    private IEnumerable<Act> Doing(int number, string action)
    {
        yield return new($"a task of case {number} is claimed, towards {action}", Next(), false, async scene => await scene.OnTaskAsync(number, "claim", null, []));
        yield return Completing(number, action);
    }

    private Act Completing(int number, string action) => new($"{action} in case {number}", Next(), false, async scene => await scene.OnTaskAsync(
        number, "complete", null, new JsonObject { ["action"] = action, ["reason"] = "as they wished", ["data"] = new JsonObject { ["score"] = 5 }, ["operationId"] = $"{action}-{number}" }));

    private Act OnTask(int number, string what, string role, Func<Scene, JsonObject> body)
        => new($"{what} of a task of case {number}", Next(), false, scene => scene.OnTaskAsync(number, what, role, body(scene)));

    private Act Draft(string name, string typed, int seen) => new(name, Next(), true, _ => Task.FromResult(new Sent("draft", "relations-officer", seen.ToString(CultureInfo.InvariantCulture), typed)));

    private Act News(string name) => new($"news: {name}", Next(), false, async scene => new Sent(
        "POST", "administrator", $"/api/v1/cases/{await scene.CaseIdAsync(2)}/events", $$$"""{"name":"{{{name}}}","payload":{"word":"yes"},"operationId":"{{{name}}}"}"""));

    private Act StepIn(int number, string what, string body) => new($"{what} of case {number}", Next(), false, async scene => new Sent(
        "POST", "relations-supervisor", $"/api/v1/cases/{await scene.CaseIdAsync(number)}/{what}", body));

    /// <summary>Beside the work: who looked, and what is made from the events.</summary>
    private IEnumerable<Act> WhatIsMadeOfIt() => new[] { ("what was read is taken in", "reads"), ("the trail is made", "projections"), ("the trail is dropped", "forget"), ("the trail is made anew", "projections"), ("histories are sealed", "seal"), ("another key follows", "rotate") }
        .Select(act => new Act(act.Item1, Next(), true, _ => Task.FromResult(new Sent(act.Item2))));

    private Act Timers(string name, double hour) => new(name, _hour = hour, false, _ => Task.FromResult(new Sent("timers")));

    private Act Outbox(string name) => new(name, Next(), true, _ => Task.FromResult(new Sent("outbox")));

    private Act Sql(string name, string postgres, string sqlite)
        => new(name, Next(), false, scene => Task.FromResult(new Sent("sql", Body: scene.Store.ConnectionString is null ? sqlite : postgres)));
}
