using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.Refusals;

namespace CaseWorkflows.Cases.Tests.Lifecycle;

public sealed class CaseRulesTests
{
    [Fact]
    public void Move_FromAnyOpenStage_ReachesEveryStage()
    {
        foreach (var from in Enum.GetValues<CaseStage>().Where(stage => stage != CaseStage.Closed))
        {
            foreach (var to in Enum.GetValues<CaseStage>())
            {
                Assert.Equal(to, CaseRules.Move(from, to).Value);
            }
        }
    }

    [Fact]
    public void Move_FromClosed_IsRefusedEvenToClosed()
    {
        foreach (var to in Enum.GetValues<CaseStage>())
        {
            var refusal = CaseRules.Move(CaseStage.Closed, to).Refusal;
            Assert.Equal((RefusalKind.Conflict, "case-already-closed"), (refusal?.Kind, refusal?.Code));
        }
    }

    [Fact]
    public void Every_stage_and_result_has_a_name_of_its_own()
    {
        var names = Enum.GetValues<CaseStage>().Select(stage => stage.Name())
            .Concat(Enum.GetValues<CaseResult>().Select(result => result.Name())).ToList();

        Assert.Equal(16, names.Select(name => name.Arabic).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(16, names.Select(name => name.English).Distinct(StringComparer.Ordinal).Count());
    }
}
