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
        var mayGoOn = !caller.MustChangePassword || (context.Resource as HttpContext)?.GetEndpoint()?.Metadata.GetMetadata<OpenWithOneTimePassword>() is not null;
        if (welcome && mayGoOn)
        {
            context.Succeed(requirement);
        }
    }
}

/// <summary>Answers a refused caller: 401 when we do not know who it is, 403 when we do.</summary>
internal sealed class AudienceAnswer : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) =>
        authorizeResult.Succeeded ? next(context) : RefuseAsync(context, authorizeResult.Challenged);

    private static async Task RefuseAsync(HttpContext context, bool challenged)
    {
        var caller = context.RequestServices.GetRequiredService<CurrentCaller>();
        if (challenged || !caller.IsKnown)
        {
            await (await SignInAsync(context)).ExecuteAsync(context);
            return;
        }

        if (caller.MustChangePassword)
        {
            await (Page.IsWantedBy(context) ? SeeOther.To(PasswordAddress) : SignIn.ChangePasswordFirst.ToResult()).ExecuteAsync(context);
            return;
        }

        await Problems.RoleRequired.ToResult().ExecuteAsync(context);
    }

    /// <summary>A person goes to sign in, with what they were sending; a program is told.</summary>
    private static async Task<IResult> SignInAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PageEndpoint>() is not null)
        {
            if (HttpMethods.IsGet(context.Request.Method))
            {
                return SeeOther.To(Session.SignInAddress(context.Request));
            }

            if (await KeptForm.OfAsync(context) is { } kept)
            {
                return Page.Of<SignInPage>(new { Return = "/", Kept = kept }, StatusCodes.Status401Unauthorized);
            }
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.SignInRequired.ToResult();
    }

    /// <summary>Where a one-time password is changed.</summary>
    public const string PasswordAddress = "/account/password";
}

/// <summary>Marks what is open to somebody who still has to change a one-time password.</summary>
internal sealed record OpenWithOneTimePassword;
