using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Activities.Tests.Runs;
using CaseWorkflows.Cases.Policies;

namespace CaseWorkflows.Activities.Tests.Steps;

/// <summary>Steps and policies name each other the same way.</summary>
public sealed class ClauseTests
{
    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void Every_policy_has_the_clause_a_step_cites_and_says_that_the_step_fulfils_it(string key)
    {
        var policy = ProcedureFile.Policy(key);

        Assert.All(ProcedureSteps.Descriptors.Select(descriptor => ProcedureSteps.Find(descriptor.TypeName)!).Where(step => step.About.Clause is not null), step =>
            Assert.Contains(step.TypeName, policy.Find(step.About.Clause)?.FulfilledBy ?? []));
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void Every_step_a_policy_counts_on_exists_and_stands_in_the_procedure(string key)
    {
        var used = ProcedureFile.Definition(key).AllActivities().Select(activity => activity.Type).ToHashSet(StringComparer.Ordinal);

        Assert.All(ProcedureFile.Policy(key).Clauses.SelectMany(clause => clause.FulfilledBy), type =>
        {
            Assert.NotNull(ProcedureSteps.Find(type));
            Assert.Contains(type, used);
        });
    }

    [Fact]
    public void Steps_cite_clauses_by_the_product_s_own_ids()
        => Assert.All(
            ProcedureSteps.Descriptors.Select(descriptor => ProcedureSteps.Find(descriptor.TypeName)!.About.Clause).OfType<string>(),
            clause => Assert.Contains(clause, ClauseIds.All));
}
