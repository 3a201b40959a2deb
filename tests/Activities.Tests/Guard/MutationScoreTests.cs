using System.Diagnostics;
using System.Globalization;
using CaseWorkflows.Activities.Guard;
using CaseWorkflows.Activities.Tests.Guard.Mutants;
using CaseWorkflows.Activities.Tests.Runs;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Policies;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Graphs;
using Xunit.Abstractions;

namespace CaseWorkflows.Activities.Tests.Guard;

/// <summary>
/// The guard against hundreds of changed procedures: whatever breaks a rule is refused with a path that really breaks it when the engine walks it, and
/// whatever breaks none is accepted.
/// </summary>
public sealed class MutationScoreTests(ITestOutputHelper output)
{
    private const int Seed = 20261121;

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void Breaking_changes_are_refused_and_the_path_really_breaks_the_rule(string key)
    {
        var policy = ProcedureFile.Policy(key);
        var mutants = Distinct(BreakingMutants.Of(key, Seed));
        Assert.InRange(mutants.Count, 300, 1000);
        var problems = new List<string>();
        var figures = new Figures();
        foreach (var mutant in mutants)
        {
            var definition = Definition(mutant);
            var report = figures.Check(definition, Context(key, policy));
            if (!IsRefused(mutant, report))
            {
                problems.Add($"{mutant}: not refused for that");
            }

            problems.AddRange(Replayed(definition, policy, mutant, report));
        }

        output.WriteLine(figures.Of(key, mutants));
        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems.Take(40).Prepend($"{problems.Count} of {mutants.Count}")));
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void Harmless_changes_are_accepted(string key)
    {
        var policy = ProcedureFile.Policy(key);
        var mutants = Distinct(HarmlessMutants.Of(key, Seed));
        Assert.InRange(mutants.Count, 300, 1000);
        var figures = new Figures();
        var refused = mutants.Select(mutant => (mutant, Report: figures.Check(Definition(mutant), Context(key, policy)))).Where(pair => !pair.Report.MayBePublished)
            .Select(pair => $"{pair.mutant}: {GuardText.Line(pair.Report.Findings[0], policy, "en")}").ToList();

        output.WriteLine(figures.Of(key, mutants));
        Assert.True(refused.Count == 0, string.Join(Environment.NewLine, refused.Take(40).Prepend($"{refused.Count} of {mutants.Count}")));
    }

    /// <summary>
    /// For the rule it breaks; but a line back that the engine does not take breaks down before that, and then the case that gets no further is what is wrong.
    /// </summary>
    private static bool IsRefused(Mutant mutant, GuardReport report) => !report.MayBePublished && report.Findings.Any(finding => !finding.IsWarning
        && (finding.Rule == mutant.Rule || (finding.Rule is not null && report.Findings.Any(other => other.Code == "illegal-back-edge"))));

    /// <summary>Every path of every rule that is said to be broken, not only of the one the mutant was made for.</summary>
    private static IEnumerable<string> Replayed(WorkflowDefinition definition, Policy policy, Mutant mutant, GuardReport report)
    {
        var graph = GraphCompiler.Compile(definition, ProcedureFile.Registry).Graph!.WithServices(ProcedureFile.Services);
        foreach (var finding in report.Findings.Where(finding => finding.Rule is not null))
        {
            string? problem = null;
            try
            {
                var run = PathReplay.Walk(graph, finding.Path);
                problem = BrokenRule.IsBroken(policy.Rules.Single(rule => rule.Id == finding.Rule), run, graph) ? null : "walked, and nothing is broken";
            }
            catch (Xunit.Sdk.XunitException e)
            {
                problem = e.Message.ReplaceLineEndings(" ");
            }

            if (problem is null && policy.Rules.Single(rule => rule.Id == finding.Rule).Clause != finding.Clause)
            {
                problem = $"names the clause {finding.Clause}";
            }

            if (problem is not null)
            {
                yield return $"{mutant}: {finding.Rule}: {problem} {GuardText.Path(finding.Path, "en")}";
            }
        }
    }

    private static GuardContext Context(string key, Policy policy) => new(ProcedureFile.Registry, policy)
    {
        Roles = Role.All.Select(role => role.Key).ToHashSet(StringComparer.Ordinal),
        Channels = ProcedureFile.Association(key).Channels.Select(channel => channel.Key).ToHashSet(StringComparer.Ordinal),
    };

    private static WorkflowDefinition Definition(Mutant mutant) => WorkflowDefinition.Parse(mutant.Drawing.Json).Definition!;

    private static List<Mutant> Distinct(IEnumerable<Mutant> mutants) => [.. mutants.DistinctBy(mutant => mutant.Drawing.Json.ToJsonString(), StringComparer.Ordinal)];

    private sealed class Figures
    {
        private readonly List<double> _milliseconds = [];
        private int _states;

        public GuardReport Check(WorkflowDefinition definition, GuardContext context)
        {
            var started = Stopwatch.GetTimestamp();
            var report = PolicyGuard.Check(definition, context);
            _milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            Assert.False(report.IsBounded);
            Assert.InRange(report.States, 0, 2000); // what the second a check may take rests on
            _states = Math.Max(_states, report.States);
            return report;
        }

        public string Of(string key, IReadOnlyCollection<Mutant> mutants) => string.Create(
            CultureInfo.InvariantCulture,
            $"{key}: {mutants.Count} mutants ({string.Join(", ", mutants.GroupBy(mutant => mutant.Kind).Select(kind => $"{kind.Key} {kind.Count()}"))}), at most {_states} states, {_milliseconds.Average():0.0} ms each, {_milliseconds.Max():0.0} ms at most");
    }
}
