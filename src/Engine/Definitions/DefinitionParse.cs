using System.Diagnostics.CodeAnalysis;

namespace CaseWorkflows.Engine.Definitions;

/// <summary>What came of reading a definition.</summary>
/// <param name="Definition">Null exactly when <paramref name="Problems"/> holds an error.</param>
/// <param name="Problems">Errors and warnings in the order of the file; at most <see cref="MaxProblems"/>.</param>
/// <param name="Lines">Where each path stands in the text, for checks made later; empty when the JSON was not read.</param>
public sealed record DefinitionParse(WorkflowDefinition? Definition, IReadOnlyList<DefinitionProblem> Problems, JsonLines Lines)
{
    /// <summary>Further problems are not collected: a reader helps nobody with the thousandth.</summary>
    public const int MaxProblems = 100;

    /// <summary>True when there is a definition; warnings do not stand in the way.</summary>
    [MemberNotNullWhen(true, nameof(Definition))]
    public bool Succeeded => Definition is not null;
}
