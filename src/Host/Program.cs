using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Audit;
using CaseWorkflows.Host.Backup;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.CommandLine;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Desk;
using CaseWorkflows.Host.Health;
using CaseWorkflows.Host.Keys;
using CaseWorkflows.Host.Logging;
using CaseWorkflows.Host.NightWatch;
using CaseWorkflows.Host.Operations;
using CaseWorkflows.Host.Outbox;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Reads;
using CaseWorkflows.Host.Replays;
using CaseWorkflows.Host.Settings;
using CaseWorkflows.Host.Stimuli;
using CaseWorkflows.Host.Studio;
using CaseWorkflows.Host.Trail;
using CaseWorkflows.Host.Triggers;
using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Pages;
using CaseWorkflows.Host.Workflows;
using CaseWorkflows.Host.WorkflowTasks;

return await new HostCommandLine(Build).RunAsync(args);

static WebApplication Build(string[] configuration, TimeProvider clock)
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = configuration, ContentRootPath = AppContext.BaseDirectory });
    builder
        .AddSettings(clock)
        .AddLogs()
        .AddPersistence()
        .AddKeys()
        .AddWeb()
        .AddPages()
        .AddApiDocument()
        .AddAssociations()
        .AddPeople()
        .AddDefinitions()
        .AddWorkflows()
        .AddOperations()
        .AddCases()
        .AddDesk()
        .AddStimuli()
        .AddWorkflowTasks()
        .AddTriggers()
        .AddReplays()
        .AddStudio()
        .AddAudit()
        .AddBackup()
        .AddClock()
        .AddOutbox()
        .AddNightWatch()
        .AddHealth();

    var app = builder.Build();
    app.UseRequestLog().UseProblems().UsePeople().UseReads();
    app
        .MapHome()
        .MapPages()
        .MapPeople()
        .MapAssociations()
        .MapCases()
        .MapDesk()
        .MapTrail()
        .MapStimuli()
        .MapWorkflowTasks()
        .MapTriggers()
        .MapOutbox()
        .MapStudio()
        .MapHealth()
        .MapApiDocument();
    return app;
}
