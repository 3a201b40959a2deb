using System.CommandLine;
using System.Runtime.CompilerServices;
using CaseWorkflows.Bench;
using CaseWorkflows.Host.Persistence.Sqlite;

// Each benchmark measures the disk's own floor in the same run: read the ratios, not the figures. See docs/benchmarks.md.
RuntimeHelpers.RunModuleConstructor(typeof(SqliteBinding).Module.ModuleHandle); // the floor uses SQLite before anything of the product does
var database = new Option<string>("--database") { Description = "sqlite (default) or postgres, which is started for the run.", DefaultValueFactory = _ => BenchDatabase.Sqlite };
database.AcceptOnlyFromAmong(BenchDatabase.Sqlite, BenchDatabase.Postgres);
var seconds = new Option<int>("--seconds") { Description = "How long each part is measured.", DefaultValueFactory = _ => 10 };
var clients = new Option<int[]>("--clients") { Description = "How many clients, one after the other.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [1, 8, 64] };
var cases = new Option<int>("--cases") { Description = "How many cases.", DefaultValueFactory = _ => 1_000_000 };
var tasks = new Option<int>("--tasks") { Description = "How many of them have an open task.", DefaultValueFactory = _ => 200_000 };
var waiting = new Option<int>("--tasks") { Description = "How many tasks are open.", DefaultValueFactory = _ => 10_000 };
var people = new Option<int>("--people") { Description = "How many people work at once.", DefaultValueFactory = _ => 100 };
var shift = new Option<int>("--seconds") { Description = "How long they work.", DefaultValueFactory = _ => 120 };
var root = new RootCommand("Benchmarks of CaseWorkflows. Results go to bench/results.");

Add("throughput", "Cases per second of 1, 8 and 64 clients; on PostgreSQL with one host and with two.", parsed => Benchmarks.ThroughputAsync(
    Kind(parsed), parsed.GetValue(clients)!, Kind(parsed) == BenchDatabase.Postgres ? [1, 2] : [1], Time(parsed)), database, seconds, clients);
Add("latency", "How long a completion takes.", parsed => Benchmarks.LatencyAsync(Kind(parsed), Time(parsed)), database, seconds);
Add("allocations", "Bytes allocated and commits made for a completion.", parsed => Benchmarks.AllocationsAsync(Kind(parsed), Time(parsed)), database, seconds);
Add("size", "Bytes of database for a completed case.", parsed => Benchmarks.SizeAsync(Kind(parsed), Time(parsed)), database, seconds);
Add("scale", "Inboxes, search, histories and resumes among a million cases.", parsed => Benchmarks.ScaleAsync(Kind(parsed), parsed.GetValue(cases), parsed.GetValue(tasks)), database, cases, tasks);
Add("visible", "From the answered intake until task and case are seen.", parsed => Benchmarks.VisibleAsync(Kind(parsed), Time(parsed)), database, seconds);
Add("desk", "The staff's pages among 10,000 open tasks: one person after another, and 100 at once for two minutes.", parsed => Benchmarks.DeskAsync(
    Kind(parsed), parsed.GetValue(waiting), parsed.GetValue(people), TimeSpan.FromSeconds(parsed.GetValue(shift))), database, waiting, people, shift);
Add("cold-start", "From the start of the process to its first answer.", _ => Benchmarks.ColdStartAsync());
Add("engine", "The interpreter alone.", _ => Benchmarks.EngineAsync());
return await root.Parse(args).InvokeAsync();

string Kind(ParseResult parsed) => parsed.GetValue(database)!;
TimeSpan Time(ParseResult parsed) => TimeSpan.FromSeconds(parsed.GetValue(seconds));
void Add(string name, string description, Func<ParseResult, Task> run, params Option[] options)
{
    var command = new Command(name, description);
    Array.ForEach(options, command.Options.Add);
    command.SetAction((parsed, _) => run(parsed));
    root.Subcommands.Add(command);
}
