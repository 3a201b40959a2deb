using CaseWorkflows.Host.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace CaseWorkflows.Host.People;

/// <summary>Compares the endpoint's audience with the roles the caller holds right now.</summary>
internal sealed class AudienceCheck(CurrentCaller caller) : AuthorizationHandler<Audience>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, Audience requirement)
    {
        await caller.IdentifyAsync(context.User, (context.Resource as HttpContext)?.RequestAborted ?? CancellationToken.None);
        var welcome = requirement switch
        {
            Audience.Anyone => true,
            Audience.Staff => caller.Associations.Count > 0,
            Audience.InRole(var roles) => caller.HoldsAnyOf(roles),
            _ => false,
        };
        if (welcome)
        {
            context.Succeed(requirement);
        }
    }
}

/// <summary>
/// What holds where no audience is declared: nobody may. Requests that reached no endpoint of ours pass, so that routing can say 404, 405 or 415.
/// </summary>
internal sealed class NobodyUnlessDeclared : IAuthorizationRequirement, IAuthorizationHandler
{
    public Task HandleAsync(AuthorizationHandlerContext context)
    {
        if (context.Requirements.Contains(this) && context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint)
        {
            context.Succeed(this);
        }

        return Task.CompletedTask;
    }
}

/// <summary>Answers a refused caller: 401 when we do not know who it is, 403 when we do.</summary>
internal sealed class AudienceAnswer : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            return next(context);
        }

        var caller = context.RequestServices.GetRequiredService<CurrentCaller>();
        if (authorizeResult.Challenged || !caller.IsKnown)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Problems.SignInRequired.ToResult().ExecuteAsync(context);
        }

        return Problems.RoleRequired.ToResult().ExecuteAsync(context);
    }
}
