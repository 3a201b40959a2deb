using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Host.Definitions;

namespace CaseWorkflows.Host.Designer.Descriptors;

/// <summary>What the editor calls activities and their settings, for pages that speak of them.</summary>
internal static class ActivityNames
{
    /// <summary>The type's own name, for a type nobody here knows.</summary>
    public static string Of(string language, string typeName)
        => ProcedureSteps.Find(typeName)?.About.Name.In(language) ?? DesignerTexts.Find(language, $"activity:{typeName}") ?? typeName;

    /// <summary>An input or output by its name in the JSON; that name itself where the editor shows none.</summary>
    public static string OfMember(string language, string typeName, string jsonName)
    {
        var activity = DefinitionFiles.Registry.Find(typeName, version: 1);
        return activity?.Inputs.FirstOrDefault(input => input.JsonName == jsonName) is { } input ? DesignerTexts.Find(language, $"input:{activity.Name}.{input.Name}", $"input:{input.Name}") ?? input.DisplayName
            : activity?.Outputs.FirstOrDefault(output => output.JsonName == jsonName) is { } output ? DesignerTexts.Find(language, $"output:{activity.Name}.{output.Name}", $"output:{output.Name}") ?? output.DisplayName
            : jsonName;
    }
}
