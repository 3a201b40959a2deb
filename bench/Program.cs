using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using CaseWorkflows.Bench;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Intake;
using CaseWorkflows.Host.Keys;
using CaseWorkflows.Host.Operations;
using CaseWorkflows.Host.Outbox;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Settings;
using CaseWorkflows.Host.Tasks;
using CaseWorkflows.Host.Workflows;

// Cases per second against the floor of the same disk in the same run. Usage: dotnet run -c Release --project bench [seconds | engine]
Console.WriteLine(EngineOnly.Measure(SevenTasks.Definition().ToJsonString()));
if (args is ["engine"])
{
    Console.WriteLine(EngineOnly.Measure(File.ReadAllText(Path.Combine(Repository.Root, "workflows", "natiq", "procedure.workflow.json"))));
    return;
}

var time = TimeSpan.FromSeconds(args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 5);
var folder = Directory.CreateTempSubdirectory("caseworkflows-bench-");
try
{
    SevenTasks.WriteTo(Path.Combine(folder.FullName, "workflows"), Path.Combine(Repository.Root, "workflows", "natiq"));
    var builder = WebApplication.CreateBuilder([$"--{HostSettings.DataKey}={folder.FullName}/data", $"--{HostSettings.WorkflowsKey}={folder.FullName}/workflows"]);
    builder.Logging.ClearProviders();
    builder.AddSettings(TimeProvider.System).AddPersistence().AddKeys().AddPeople().AddDefinitions().AddWorkflows().AddOperations().AddCases().AddIntake().AddTasks().AddClock().AddOutbox();
    await using var app = builder.Build();
    await app.Services.GetRequiredService<DatabaseSchema>().UpgradeAsync(default);
    await app.Services.GetRequiredService<DefinitionImport>().RunAsync(default);

    var floor = Floor.Measure(folder.FullName, time);
    Console.WriteLine($"floor      {floor}");
    foreach (var clients in new[] { 1, 8 })
    {
        var (rates, allocated) = await new Clients(app.Services).MeasureAsync(clients, time);
        Console.WriteLine(FormattableString.Invariant($"{clients} client{(clients > 1 ? "s" : " ")}  {rates}   {rates.CasesPerSecond / floor.CasesPerSecond:P0} of the floor   {allocated / 1024} KB per resume"));
    }
}
finally
{
    folder.Delete(recursive: true);
}
