using CaseWorkflows.Cases.Intake;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Web;

namespace CaseWorkflows.Host.Intake;

internal static class IntakeFeature
{
    public static WebApplicationBuilder AddIntake(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ApplicantRegister>();
        builder.Services.AddSingleton<CaseIntake>();
        builder.Services.AddSingleton<PeopleFinder>();
        builder.Services.AddSingleton<FollowUp.FollowUpCodes>();
        builder.Services.AddSingleton<FollowUp.ShownOnce>();
        builder.Services.AddScoped<IntakeDesk>();
        return builder;
    }

    public static IEndpointRouteBuilder MapIntake(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/associations/{key}/cases", OpenAsync)
            .RequireRole([.. IntakeRules.Openers])
            .WithTags("Cases")
            .WithName("OpenCase")
            .WithSummary("Open a case for a person's request. The same operationId again gets the same answer.")
            .Produces<CaseOpened>(StatusCodes.Status201Created)
            .ProducesProblems(400, 401, 403, 404, 409, 422);
        routes.MapIntakePages();
        return routes;
    }

    private static async Task<IResult> OpenAsync(
        string key, OpenCaseRequest request, AssociationRegistry associations, CurrentCaller caller, CaseIntake intake, CancellationToken ct)
        => associations.Find(key) is { } association && caller.IsIn(key)
            ? (await intake.OpenAsync(association, request, caller.ActorFor(key).Standing(IntakeRules.Openers), ct)).ToResult(answer => answer)
            : IntakeAnswers.NoSuchAssociation().ToResult();
}
