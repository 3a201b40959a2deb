using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Web;
using Microsoft.AspNetCore.Mvc;

namespace CaseWorkflows.Host.WorkflowTasks;

internal static class WorkflowTasksFeature
{
    public static WebApplicationBuilder AddWorkflowTasks(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<WorkflowTasks>();
        return builder;
    }

    public static IEndpointRouteBuilder MapWorkflowTasks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/workflow-tasks").WithTags("Workflow tasks");
        group.MapGet("", async (
                CurrentCaller caller, WorkflowTasks tasks, CancellationToken ct, string? name = null, [FromQuery(Name = "page")] int page = 1, int pageSize = 50)
                => (await tasks.ListAsync(caller, name, Paging.Of(page, pageSize), ct)).ToResult())
            .RequireStaff()
            .WithName("ListWorkflowTasks")
            .WithSummary("Tasks that workflows of your associations ask of programs, oldest first. For programs and administrators.")
            .Produces<Page<WorkflowTaskView>>()
            .ProducesProblems(400, 401, 403);
        group.MapPost("{taskId}/complete", async (string taskId, WorkflowTaskResult request, CurrentCaller caller, WorkflowTasks tasks, CancellationToken ct)
                => (await tasks.CompleteAsync(caller, taskId, request, ct)).ToResult(answer => answer))
            .RequireStaff()
            .WithName("CompleteWorkflowTask")
            .WithSummary("Hand over the result of a task. One that arrives before its workflow waits for it is kept. For programs and administrators.")
            .Produces<WorkflowTaskTaken>()
            .Produces<WorkflowTaskTaken>(StatusCodes.Status202Accepted)
            .ProducesProblems(400, 401, 403, 404, 409, 422);
        return routes;
    }
}
