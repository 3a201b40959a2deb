using System.Reflection;
using CaseWorkflows.Activities;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Engine;

namespace CaseWorkflows.Architecture;

/// <summary>Which project may know which, read off the compiled assemblies.</summary>
public sealed class ProjectBoundaries
{
    [Fact]
    public void The_rules_of_case_work_know_nothing_but_the_base_library() => Assert.Empty(ReferencesOf(typeof(Role)));

    [Fact]
    public void The_engine_knows_its_script_interpreter_and_nothing_else() => Assert.Equal(["jint"], ReferencesOf(typeof(Interpreter)));

    [Fact]
    public void The_steps_know_the_engine_and_the_rules_alone() =>
        Assert.Equal(["CaseWorkflows.Cases", "CaseWorkflows.Engine"], ReferencesOf(typeof(OpenCase)));

    /// <summary>Everything referenced but the base library, which is what needs no framework and no package.</summary>
    private static string[] ReferencesOf(Type type)
    {
        var baseLibrary = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return [.. type.Assembly.GetReferencedAssemblies().Select(reference => reference.Name!).Where(name => !File.Exists(Path.Combine(baseLibrary, name + ".dll"))).Order(StringComparer.Ordinal)];
    }
}
