using CaseWorkflows.Host.CaseMigrations;
using CaseWorkflows.Host.Designer;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Rehearsals;
using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Packages;

namespace CaseWorkflows.Host.Studio;

/// <summary>What process designers work with: Elsa Studio, unchanged, in pages of ours; the API it works against; rehearsals and migrations.</summary>
internal static class StudioFeature
{
    private static readonly string[] Reading = ["GET", "HEAD"];

    public static WebApplicationBuilder AddStudio(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<StudioPackage>();
        builder.Services.AddScoped<StudioDesk>();
        return builder.AddDesigner().AddRehearsals().AddCaseMigrations();
    }

    public static IEndpointRouteBuilder MapStudio(this IEndpointRouteBuilder routes)
    {
        foreach (var pattern in StudioPackage.Patterns)
        {
            routes.MapMethods($"/studio/{pattern}", Reading, (HttpContext context, StudioPackage package) => package.Answer(context))
                .AllowAnyone("The designer's program, as anybody can download it; it holds no data.");
        }

        routes.MapStudioPages();
        routes.MapProcedurePages();
        routes.MapStudioLinks();
        return routes.MapDesigner().MapRehearsals().MapCaseMigrations();
    }
}

/// <summary>The package's files, under /studio/ as the page's base says.</summary>
internal sealed class StudioPackage
{
    public static readonly string[] Patterns = ["_framework/{**file}", "_content/{**file}", "Elsa.Studio.Host.CustomElements.styles.css", "appsettings.json"];

    private readonly PackageFiles? _files = WebPackages.FolderOf(WebPackages.Studio) is { } folder ? new(folder) : null;

    /// <summary>False when npm did not restore it; the pages then say what to do.</summary>
    public bool IsThere => _files is not null;

    public IResult Answer(HttpContext context) =>
        _files is null ? Problems.NoSuchRoute.ToResult() : _files.Answer(context.Request.Path.Value!["/studio/".Length..], context);
}
