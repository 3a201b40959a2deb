using CaseWorkflows.Host.Web;

namespace CaseWorkflows.Host.People;

/// <param name="Id">The caller's opaque id, as it appears in case histories.</param>
/// <param name="Associations">Where the caller has a part, by key.</param>
internal sealed record Me(string Id, IReadOnlyList<MyRoles> Associations);

internal sealed record MyRoles(string Association, IReadOnlyList<string> Roles);

internal static class MeEndpoint
{
    public static void MapMe(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/me", (CurrentCaller caller) => TypedResults.Ok(new Me(
                caller.Id,
                [.. caller.Associations.Select(key => new MyRoles(key, [.. caller.RolesIn(key).Order(StringComparer.Ordinal)]))])))
            .RequireStaff()
            .WithTags("People")
            .WithName("GetMe")
            .WithSummary("Who you are signed in as, and the roles you hold in each association.")
            .ProducesProblems(401, 403);
}
