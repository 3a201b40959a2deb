using CaseWorkflows.Cases.People;
using Microsoft.AspNetCore.Authorization;

namespace CaseWorkflows.Host.People;

/// <summary>
/// Who may call an endpoint, said where the endpoint is mapped. One that says nothing is refused to everybody, and a test fails.
/// A role held in any association opens the door; whether it is held in the association concerned is asked inside, by query.
/// </summary>
internal abstract record Audience : IAuthorizationRequirement
{
    private Audience()
    {
    }

    /// <param name="Reason">Why nobody needs to be known here, for the reviewer.</param>
    public sealed record Anyone(string Reason) : Audience;

    /// <summary>A signed-in person or program with any role in any association.</summary>
    public sealed record Staff : Audience;

    public sealed record InRole(IReadOnlyList<Role> Roles) : Audience;

    /// <summary>
    /// What holds where nothing is declared: nobody may. Requests that reached no endpoint of ours pass, so that routing can say 404, 405 or 415.
    /// </summary>
    public sealed record Undeclared : Audience;
}

internal static class AudienceOfEndpoint
{
    public static TBuilder AllowAnyone<TBuilder>(this TBuilder endpoint, string reason)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new Audience.Anyone(reason), new AllowAnonymousAttribute());

    public static TBuilder RequireStaff<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.Require(new Audience.Staff());

    public static TBuilder RequireRole<TBuilder>(this TBuilder endpoint, params Role[] roles)
        where TBuilder : IEndpointConventionBuilder => endpoint.Require(new Audience.InRole(roles));

    private static TBuilder Require<TBuilder>(this TBuilder endpoint, Audience audience)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(audience).RequireAuthorization(policy => policy.AddRequirements(audience));
}
