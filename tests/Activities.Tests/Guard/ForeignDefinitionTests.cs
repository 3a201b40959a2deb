using System.Text;
using CaseWorkflows.Activities.Guard;
using CaseWorkflows.Activities.Tests.Runs;
using CaseWorkflows.Engine.Definitions;

namespace CaseWorkflows.Activities.Tests.Guard;

/// <summary>The guard on definitions nobody wrote for it: those the engine's conformance suite runs, with steps of the procedure in place of its test activities.</summary>
public sealed class ForeignDefinitionTests
{
    private static string Folder => Path.Combine(ProcedureFile.Root, "tests", "Engine.Tests", "Conformance", "Cases");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.workflow.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Gets_an_answer(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file)).Replace("Test.Wait", "CaseWorkflows.VerifyInformation", StringComparison.Ordinal)
            .Replace("Test.Probe", "CaseWorkflows.DeliverService", StringComparison.Ordinal).Replace("Test.", "Elsa.", StringComparison.Ordinal);
        if (WorkflowDefinition.Parse(Encoding.UTF8.GetBytes(text)) is { Succeeded: true } parse)
        {
            var report = PolicyGuard.Check(parse.Definition, new(ProcedureFile.Registry, ProcedureFile.Policy("bakkah")) { Lines = parse.Lines });

            Assert.True(report.States > 0 || !report.MayBePublished, file);
            Assert.All(report.Findings, finding => Assert.NotEmpty(GuardText.Line(finding, null, "ar")));
        }
    }
}
