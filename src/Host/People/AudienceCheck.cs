using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Pages;
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
            Audience.Undeclared => (context.Resource as HttpContext)?.GetEndpoint() is not RouteEndpoint,
            _ => false,
        };
        if (welcome)
        {
            context.Succeed(requirement);
        }
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
            if (context.GetEndpoint()?.Metadata.GetMetadata<PageEndpoint>() is not null && HttpMethods.IsGet(context.Request.Method))
            {
                return SeeOther.To(Session.SignInAddress(context.Request)).ExecuteAsync(context);
            }

            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Problems.SignInRequired.ToResult().ExecuteAsync(context);
        }

        return Problems.RoleRequired.ToResult().ExecuteAsync(context);
    }
}
