using CaseWorkflows.Host.Web;

namespace CaseWorkflows.Host.People;

internal static class TokensEndpoint
{
    public static void MapTokens(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/tokens", (SignInRequest request, SignIn signIn, CancellationToken cancellationToken) =>
                signIn.AnswerAsync(request, cancellationToken))
            .AllowAnyone("Signing in is how a caller becomes known.")
            .WithTags("People")
            .WithName("CreateToken")
            .WithSummary("Exchange a user name and password for an access token.")
            .Produces<SignInResponse>()
            .ProducesProblems(400, 401);
}
