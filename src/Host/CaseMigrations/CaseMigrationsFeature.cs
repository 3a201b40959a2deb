using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Designer;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Web;

namespace CaseWorkflows.Host.CaseMigrations;

internal static class CaseMigrationsFeature
{
    public static WebApplicationBuilder AddCaseMigrations(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PreparedMigrations>();
        builder.Services.AddSingleton<CaseProgress>();
        builder.Services.AddSingleton<MigrationCandidates>();
        builder.Services.AddSingleton<MigrationPreviews>();
        builder.Services.AddSingleton<CaseMigrator>();
        builder.Services.AddSingleton<CaseMigrationSignal>();
        builder.Services.AddSingleton<CaseMigrationWork>();
        builder.Services.AddSingleton<CaseMigrationDesk>();
        builder.Services.AddHostedService<CaseMigrationLoop>();
        return builder;
    }

    public static IEndpointRouteBuilder MapCaseMigrations(this IEndpointRouteBuilder routes)
    {
        var ofDefinition = routes.MapGroup("/api/v1/definitions/{definitionId}/migrations").WithTags("Migrations");
        ofDefinition.MapPost("preview", async (string definitionId, MigrationPreviewRequest request, CurrentCaller caller, MigrationPreviews previews, CancellationToken ct)
                => (await previews.OfAsync(caller, definitionId, request, ct)).ToResult())
            .RequireRole(DesignerScope.Readers).WithName("PreviewMigration")
            .WithSummary("What taking running cases to a version would do to each: moves, stays and why, what its open step becomes, which timers it keeps. Writes nothing.")
            .Produces<MigrationPreview>().ProducesProblems(400, 401, 403, 404);
        ofDefinition.MapPost("", async (string definitionId, MigrationRequest request, CurrentCaller caller, CaseMigrationDesk desk, CancellationToken ct)
                => (await desk.BeginAsync(caller, definitionId, request, ct)).ToResult(answer => answer))
            .RequireRole(Role.ProcessDesigner).WithName("BeginMigration")
            .WithSummary("Take running cases to a version, in the background. The same operationId again gets the same answer.")
            .Produces<MigrationBegun>(StatusCodes.Status202Accepted).ProducesProblems(400, 401, 403, 404, 409, 422);

        var one = routes.MapGroup("/api/v1/migrations/{id}").WithTags("Migrations");
        one.MapGet("", async (string id, CurrentCaller caller, CaseMigrationDesk desk, CancellationToken ct) => (await desk.StandingAsync(caller, id, ct)).ToResult())
            .RequireRole(DesignerScope.Readers).WithName("GetMigration").WithSummary("How far a migration is, and what became of each case.")
            .Produces<MigrationStanding>().ProducesProblems(401, 403, 404);
        one.MapPost("undo", async (string id, MigrationUndoRequest request, CurrentCaller caller, CaseMigrationDesk desk, CancellationToken ct)
                => (await desk.UndoAsync(caller, id, request, ct)).ToResult(answer => answer))
            .RequireRole(Role.ProcessDesigner).WithName("UndoMigration").WithSummary("Take moved cases back to what they were, those that have not moved on since.")
            .Produces<MigrationBegun>(StatusCodes.Status202Accepted).ProducesProblems(400, 401, 403, 404, 409);
        routes.MapCaseMigrationPages();
        return routes;
    }
}
