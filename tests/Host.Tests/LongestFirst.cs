using CaseWorkflows.Host.Tests.Crashes;
using CaseWorkflows.Host.Tests.Faults;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer($"CaseWorkflows.Host.Tests.{nameof(CaseWorkflows.Host.Tests.LongestFirst)}", "CaseWorkflows.Host.Tests")]

namespace CaseWorkflows.Host.Tests;

/// <summary>What takes minutes begins first, so that nothing is waited for alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = [CrashCollection.Name, nameof(WhenTheProcessDiesAtAWrite), nameof(WhenAWriteIsCutShort)];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderByDescending(collection => Array.Exists(Long, collection.DisplayName.EndsWith));
}
