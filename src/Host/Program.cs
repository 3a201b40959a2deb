using CaseWorkflows.Host.CommandLine;
using CaseWorkflows.Host.Health;
using CaseWorkflows.Host.Logging;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Settings;
using CaseWorkflows.Host.Web;

return await new HostCommandLine(Build).RunAsync(args);

static WebApplication Build(string[] configuration)
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = configuration, ContentRootPath = AppContext.BaseDirectory });
    builder
        .AddSettings()
        .AddLogs()
        .AddPersistence()
        .AddWeb()
        .AddApiDocument()
        .AddPeople();

    var app = builder.Build();
    app.UseRequestLog().UseProblems().UsePeople();
    app
        .MapHome()
        .MapPeople()
        .MapHealth()
        .MapApiDocument();
    return app;
}
