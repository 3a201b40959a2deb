using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Logging;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Tasks.Pages;
using CaseWorkflows.Host.Web;
using Microsoft.AspNetCore.Mvc;

namespace CaseWorkflows.Host.Tasks;

internal static class TasksFeature
{
    public static WebApplicationBuilder AddTasks(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TaskQueries>();
        builder.Services.AddSingleton<TaskChanges>();
        builder.Services.AddSingleton<Assignees>();
        builder.Services.AddSingleton<BulkTasks>();
        builder.Services.AddScoped<TaskDesk>();
        builder.Services.AddScoped<TaskActs>();
        builder.Services.AddScoped<TaskFiles>();
        return builder;
    }

    public static IEndpointRouteBuilder MapTasks(this IEndpointRouteBuilder routes)
    {
        routes.MapTaskPages();
        var group = routes.MapGroup("/api/v1/user-tasks").WithTags("User tasks");
        group.MapGet("", ListAsync).RequireStaff().WithName("ListUserTasks")
            .WithSummary("The inbox: scope mine, available (default), all or needs-attention, narrowed by association, step (activity type or id), role that does them, service, channel, overdue, least priority, "
                + "assignee (in associations you oversee) and case number. The longest overdue first, then what waits longest. Counted up to 1000.")
            .Produces<Page<TaskView>>()
            .ProducesProblems(400, 401, 403);
        group.MapGet("{id}", async (string id, CurrentCaller caller, TaskQueries tasks, HttpContext http, CancellationToken ct)
                => (await tasks.FindAsync(caller, id, http.Language(), ct)).ToResult())
            .RequireStaff().WithName("GetUserTask").WithSummary("One task.").Produces<TaskView>().ProducesProblems(401, 403, 404);
        group.MapPost("{id}/claim", async (string id, [FromBody] TaskRevisionRequest? request, CurrentCaller caller, TaskChanges tasks, HttpContext http, CancellationToken ct)
                => About(http, await tasks.ClaimAsync(caller, id, request?.ExpectedRevision, ct)))
            .RequireStaff().WithName("ClaimUserTask").WithSummary("Take a task. Taking one's own again changes nothing.")
            .Produces<TaskChanged>().ProducesProblems(400, 401, 403, 404, 409);
        group.MapPost("{id}/release", async (string id, [FromBody] TaskRevisionRequest? request, CurrentCaller caller, TaskChanges tasks, HttpContext http, CancellationToken ct)
                => About(http, await tasks.ReleaseAsync(caller, id, request?.ExpectedRevision, ct)))
            .RequireStaff().WithName("ReleaseUserTask").WithSummary("Put a task back for every candidate.")
            .Produces<TaskChanged>().ProducesProblems(400, 401, 403, 404, 409);
        group.MapPost("{id}/assign", async (string id, AssignTaskRequest request, CurrentCaller caller, TaskChanges tasks, Assignees assignees, HttpContext http, CancellationToken ct)
                => About(http, await tasks.AssignAsync(caller, id, await assignees.FindAsync(request.Assignee, ct), request.ExpectedRevision, ct)))
            .RequireStaff().WithName("AssignUserTask").WithSummary("Give a task to a candidate; for supervisors, the committee's chair and administrators.")
            .Produces<TaskChanged>().ProducesProblems(400, 401, 403, 404, 409, 422);
        group.MapPost("{id}/complete", async (string id, CompleteTaskRequest request, CurrentCaller caller, TaskChanges tasks, HttpContext http, CancellationToken ct)
                => About(http, await tasks.CompleteAsync(caller, id, request, ct)))
            .RequireStaff().WithName("CompleteUserTask").WithSummary("End a task with one of its actions. The same operationId again gets the same answer.")
            .Produces<TaskChanged>().ProducesProblems(400, 401, 403, 404, 409, 422);
        group.MapPost("bulk", async (BulkTaskRequest request, CurrentCaller caller, BulkTasks tasks, HttpContext http, CancellationToken ct)
                => (await tasks.DoAsync(caller, request, http.Language(), ct)).ToResult())
            .RequireStaff().WithName("ChangeUserTasks").WithSummary("Claim, release or assign up to 100 tasks, each by itself; those that cannot be are skipped and say why.")
            .Produces<BulkTaskAnswer>().ProducesProblems(400, 401, 403, 422);
        return routes;
    }

    private static IResult About(HttpContext http, Outcome<TaskChanged> outcome)
    {
        if (outcome.Succeeded(out var changed, out _))
        {
            http.AboutCase(changed.CaseId);
        }

        return outcome.ToResult();
    }

    private static async Task<IResult> ListAsync(
        CurrentCaller caller, TaskQueries tasks, HttpContext http, CancellationToken ct, string scope = "available", string? association = null, string? step = null,
        string? service = null, string? channel = null, bool overdue = false, int? priority = null, string? assignee = null, string? number = null, string? role = null, int page = 1, int pageSize = 50)
    {
        var filter = new InboxFilter
        {
            Association = association, Step = step, Role = role, Service = service, Channel = channel, Overdue = overdue, Priority = priority, Assignee = assignee, Number = number,
        };
        return TaskScopes.TryRead(scope, out var which)
            ? TypedResults.Ok(await tasks.ListAsync(caller, which, filter, Paging.Of(page, pageSize), http.Language(), ct))
            : UnknownScope().ToResult();
    }

    private static Refusal UnknownScope() => new(RefusalKind.Malformed, "unknown-scope", new(
        "النطاق أحد أربعة: mine أو available أو all أو needs-attention.", "The scope is one of mine, available, all and needs-attention."))
    {
        Field = "scope",
    };
}
