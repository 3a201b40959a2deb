using System.Text.Encodings.Web;
using System.Text.Unicode;
using CaseWorkflows.Host.Desk;
using CaseWorkflows.Host.Web.Assets;

namespace CaseWorkflows.Host.Web.Pages;

/// <summary>What every page needs: components rendered on the server, style and scripts, language and theme.</summary>
internal static class PagesFeature
{
    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)); // Arabic as Arabic: a third of the bytes of references
        builder.Services.AddResponseCompression(options => (options.EnableForHttps, options.MimeTypes) = (true, ["text/html"])); // see docs/security.md about TLS; assets bring their own
        builder.Services.AddSingleton<SiteAssets>();
        builder.Services.AddScoped<Reader>();
        builder.Services.AddScoped<DeskScope>();
        return builder;
    }

    public static IEndpointRouteBuilder MapPages(this IEndpointRouteBuilder routes) => routes.MapAssets().MapPreferences();
}
