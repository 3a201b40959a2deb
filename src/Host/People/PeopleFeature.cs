using CaseWorkflows.Host.Designer.Instances;
using CaseWorkflows.Host.People.Absences;
using CaseWorkflows.Host.People.Accounts;
using CaseWorkflows.Host.People.Branches;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace CaseWorkflows.Host.People;

/// <summary>Staff, programs, sign-in and who may call what.</summary>
internal static class PeopleFeature
{
    public const string BearerScheme = "Bearer";
    public const int PasswordLength = 12;
    public const int PasswordDifferent = 5;

    private const string WhicheverWasSent = "Caller";

    public static WebApplicationBuilder AddPeople(this WebApplicationBuilder builder)
    {
        AddIdentity(builder.Services);
        AddSignIn(builder.Services);
        builder.Services.AddScoped<CurrentCaller>();
        builder.Services.AddScoped<SignIn>();
        builder.Services.AddScoped<SecondFactor>();
        builder.Services.AddScoped<StaffDirectory>();
        builder.Services.AddScoped<AccountDesk>();
        builder.Services.AddScoped<OwnAccount>();
        builder.Services.AddScoped<AccountView>();
        builder.Services.AddScoped<StaffList>();
        builder.Services.AddScoped<AbsenceForm>();
        builder.Services.AddSingleton<StaffNames>();
        builder.Services.AddSingleton<AbsenceDesk>();
        builder.Services.AddSingleton<BranchDesk>();
        builder.Services.AddSingleton<SecondStep>();
        builder.Services.AddSingleton<ApiKeys>();
        builder.Services.AddSingleton<FirstAdministrator>();
        builder.Services.AddSingleton<NationalIdVault>();
        return builder;
    }

    public static WebApplication UsePeople(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseMiddleware<SameOrigin>();
        app.UseAuthorization();
        app.UseAntiforgery(); // forms, that is; see SameOrigin for everything else
        return app;
    }

    public static IEndpointRouteBuilder MapPeople(this IEndpointRouteBuilder routes)
    {
        routes.MapTokens();
        routes.MapSession();
        routes.MapMe();
        routes.MapStaff();
        routes.MapAccount();
        routes.MapPeoplePages();
        routes.MapAbsences();
        routes.MapBranches();
        return routes;
    }

    private static void AddIdentity(IServiceCollection services) => services.AddIdentityCore<StaffMember>(options =>
    {
        options.Tokens.AuthenticatorTokenProvider = TokenOptions.DefaultAuthenticatorProvider;

        // Length is what resists guessing; composition rules only move people to Password1!.
        options.Password.RequiredLength = PasswordLength;
        options.Password.RequiredUniqueChars = PasswordDifferent;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Lockout.AllowedForNewUsers = true;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
    }).AddTokenProvider<AuthenticatorTokenProvider<StaffMember>>(TokenOptions.DefaultAuthenticatorProvider);

    private static void AddSignIn(IServiceCollection services)
    {
        services.AddAuthentication(WhicheverWasSent)
            .AddPolicyScheme(WhicheverWasSent, displayName: null, options => options.ForwardDefaultSelector = SchemeOf)
            .AddCookie(Session.Scheme, Session.Configure)
            .AddBearerToken(BearerScheme, options =>
            {
                options.BearerTokenExpiration = TimeSpan.FromHours(1);

                // A browser cannot put a header on a web socket; there, and nowhere else, the token may stand in the address.
                options.Events.OnMessageReceived = context =>
                {
                    context.Token = context.Request.Path.StartsWithSegments(InstanceHub.Path) && context.Request.Query["access_token"] is [{ Length: > 0 } token] ? token : context.Token;
                    return Task.CompletedTask;
                };
            })
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.Scheme, configureOptions: null);

        services.AddAntiforgery(options => (options.Cookie.Name, options.FormFieldName, options.SuppressXFrameOptionsHeader) = ("caseworkflows-form", Session.FormField, true));
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().AddRequirements(new Audience.Undeclared()).Build());
        services.AddScoped<IAuthorizationHandler, AudienceCheck>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AudienceAnswer>();
    }

    /// <summary>A program says who it is in a header; a browser has its cookie, which it sends whether asked or not.</summary>
    private static string SchemeOf(HttpContext context) =>
        context.Request.Headers.ContainsKey(ApiKeyAuthentication.Header) ? ApiKeyAuthentication.Scheme
        : !context.Request.Headers.ContainsKey("Authorization") && context.Request.Cookies.ContainsKey(Session.Cookie) ? Session.Scheme
        : BearerScheme;
}
