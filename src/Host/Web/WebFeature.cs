using CaseWorkflows.Host.Web.Pages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CaseWorkflows.Host.Web;

internal static class WebFeature
{
    private const string DefaultUrl = "http://localhost:5080";

    public static WebApplicationBuilder AddWeb(this WebApplicationBuilder builder)
    {
        builder.Services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.Configure<KestrelServerOptions>(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = BodyLimit.DefaultBytes;
        });
        if (!SaysWhereToListen(builder.Configuration))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        return builder;
    }

    /// <summary>Right after the request log, so that nothing escapes as a bare status or an exception page.</summary>
    public static WebApplication UseProblems(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseResponseCompression();
        app.UseMiddleware<ProblemResponses>();
        app.UseRouting();
        app.UseMiddleware<BodyLimit>();
        return app;
    }

    /// <summary>ASPNETCORE_URLS, ASPNETCORE_HTTP_PORTS and --urls all end up here.</summary>
    private static bool SaysWhereToListen(IConfiguration configuration) =>
        configuration["urls"] is not null
        || configuration["http_ports"] is not null
        || configuration["https_ports"] is not null
        || configuration.GetSection("Kestrel:Endpoints").Exists();
}
