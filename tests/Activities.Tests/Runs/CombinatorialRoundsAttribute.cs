using System.Reflection;
using Xunit.Sdk;

namespace CaseWorkflows.Activities.Tests.Runs;

/// <summary>Every procedure with the first, second and third round of a loop.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CombinatorialRoundsAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
        => from key in EveryProcedure.Keys from rounds in Enumerable.Range(1, 3) select new object[] { key, rounds };
}
