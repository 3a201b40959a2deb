using System.Text.RegularExpressions;
using CaseWorkflows.Activities.Tests.Runs;

namespace CaseWorkflows.Activities.Tests.Steps;

/// <summary>What the steps' source promises: short files, and nothing of the engine that Elsa does not have under the same name.</summary>
public sealed partial class SourceTests
{
    /// <summary>Namespaces of the engine and their counterparts; whoever moves a step to Elsa changes these lines and nothing else.</summary>
    private static readonly Dictionary<string, string> ElsaNames = new(StringComparer.Ordinal)
    {
        [""] = "Elsa.Workflows",
        ["Activities.Flowcharts.Attributes"] = "Elsa.Workflows.Activities.Flowchart.Attributes",
        ["Attributes"] = "Elsa.Workflows.Attributes",
        ["Extensions"] = "Elsa.Extensions",
        ["Models"] = "Elsa.Workflows.Models",
        ["UIHints"] = "Elsa.Workflows.UIHints",
    };

    /// <summary>Used as well, by the file named: what only a host of ours needs.</summary>
    private static readonly Dictionary<string, string> OursAlone = new(StringComparer.Ordinal)
    {
        ["Descriptors"] = "Steps/ProcedureSteps.cs", // for the registry
        ["Expressions"] = "WrittenInputs.cs", // reading settings before there is a case
        ["Graphs"] = "ICaseActions.cs", // how a host offers services
        ["Common"] = "CaseProperties.cs", // Elsa.Common there
    };

    private static string Folder => Path.Combine(ProcedureFile.Root, "src", "Activities");

    [Fact]
    public void Steps_use_the_engine_under_names_Elsa_has_too()
    {
        var used = Sources()
            .SelectMany(file => EngineName().Matches(file.Text).Select(match => (file.Name, Namespace: match.Groups["name"].Value)))
            .Where(line => OursAlone.GetValueOrDefault(line.Namespace) != line.Name)
            .Select(line => line.Namespace);

        Assert.Equal(ElsaNames.Keys.Order(StringComparer.Ordinal), used.Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>Effects are messages to the host, not a step, and stand together in one file.</summary>
    [Fact]
    public void A_step_s_file_fits_on_a_screen()
        => Assert.All(
            Sources().Where(file => !file.Name.StartsWith("Effects", StringComparison.Ordinal)),
            file => Assert.True(file.Text.Count(character => character == '\n') <= 80, file.Name));

    [Fact]
    public void Every_step_has_a_file_of_its_own()
        => Assert.All(
            Activities.Steps.ProcedureSteps.Descriptors,
            descriptor => Assert.Contains(Sources(), file => file.Name == descriptor.ClrType.Name + ".cs"));

    /// <summary>What stands between "Engine." and the last name, in a using or in the middle of a line; nothing for a type of the engine's own namespace.</summary>
    [GeneratedRegex(@"using CaseWorkflows\.Engine\.?(?<name>[\w.]*);|\bEngine\.(?<name>[A-Z]\w*)\.", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex EngineName();

    private static IEnumerable<(string Name, string Text)> Sources()
        => Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Name: Path.GetRelativePath(Folder, path).Replace('\\', '/'), Path: path))
            .Where(file => !file.Name.StartsWith("Guard/", StringComparison.Ordinal) && !file.Name.StartsWith("Rehearsals/", StringComparison.Ordinal)) // about definitions, in no workflow
            .Where(file => !file.Name.StartsWith("obj/", StringComparison.Ordinal) && !file.Name.StartsWith("bin/", StringComparison.Ordinal))
            .Select(file => (file.Name, File.ReadAllText(file.Path)));
}
