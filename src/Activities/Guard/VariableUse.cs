using System.Text.RegularExpressions;
using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Memory;
using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Activities.Guard;

/// <summary>Which activities read and write a variable. Scripts are read as text: what might write counts as writing, what might read as reading.</summary>
internal static partial class VariableUse
{
    /// <summary>A list of variables is short; a longer script is something else.</summary>
    private const int LongestList = 500;

    /// <summary>The variables a list of people is made of: one variable, or a script that is nothing but a list of variables. Empty for anything else.</summary>
    public static IReadOnlyList<Variable> NamedBy(Expression? expression, ActivityNode node)
    {
        if (expression is { Type: "Variable" })
        {
            return IdOf(expression) is { } id && ById(node, id) is { } variable ? [variable] : [];
        }

        return expression is { Type: "JavaScript", Value: string { Length: <= LongestList } script } && ListOfVariables().Match(script) is { Success: true } match
            ? [.. match.Groups["name"].Captures.Select(capture => ByName(node, capture.Value)).OfType<Variable>()]
            : [];
    }

    /// <summary>Names of the outputs that end in the variable.</summary>
    public static IReadOnlyList<string> OutputsInto(Variable variable, ActivityNode node) =>
    [
        .. node.Descriptor.Outputs
            .Where(output => (output.Get(node.Activity) as Output)?.MemoryBlockReference?.Id is { Length: > 0 } id && ReferenceEquals(ById(node.Parent ?? node, id), variable))
            .Select(output => output.Name),
    ];

    /// <summary>True when the activity itself writes the variable when it is done.</summary>
    public static bool Writes(Variable variable, ActivityNode node)
        => OutputsInto(variable, node).Count > 0
            || (node.Activity is SetVariable { Variable.Id: { } id } && ReferenceEquals(ById(node, id), variable));

    /// <summary>True when one of the activity's scripts looks as if it wrote the variable.</summary>
    public static bool ScriptsMayWrite(Variable variable, ActivityNode node)
        => Expressions(node).Any(expression => expression is { Type: "JavaScript", Value: string script } && Mentions(script, variable) && Setting().IsMatch(script));

    /// <summary>True when the activity looks at the variable.</summary>
    public static bool Reads(Variable variable, ActivityNode node) => Expressions(node).Any(expression => expression switch
    {
        { Type: "Variable" } => IdOf(expression) is { } id && ReferenceEquals(ById(node, id), variable),
        { Type: "JavaScript", Value: string script } => Mentions(script, variable),
        _ => false,
    });

    private static IEnumerable<Expression> Expressions(ActivityNode node) => node.Descriptor.Inputs.SelectMany(input => input.Get(node.Activity) switch
    {
        Input wrapped => [wrapped.Expression],
        IEnumerable<Engine.Activities.Flowcharts.FlowSwitchCase> cases => cases.Select(@case => @case.Condition),
        IEnumerable<SwitchCase> cases => cases.Select(@case => @case.Condition),
        _ => (IEnumerable<Expression?>)[],
    }).OfType<Expression>();

    private static bool Mentions(string script, Variable variable) => variable.Name.Length > 0 && script.Contains(variable.Name, StringComparison.OrdinalIgnoreCase);

    private static string? IdOf(Expression expression)
    {
        try
        {
            return ExpressionEvaluator.VariableId(expression.Value);
        }
        catch (Exception e) when (e is FormatException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static Variable? ById(ActivityNode node, string id) => Visible(node).FirstOrDefault(variable => variable.Id == id);

    private static Variable? ByName(ActivityNode node, string name)
        => Visible(node).FirstOrDefault(variable => variable.Name == name) ?? Visible(node).FirstOrDefault(variable => string.Equals(variable.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Nearest first.</summary>
    private static IEnumerable<Variable> Visible(ActivityNode? node)
    {
        for (; node is not null; node = node.Parent)
        {
            foreach (var variable in (node.Activity as Engine.IVariableContainer)?.Variables ?? [])
            {
                yield return variable;
            }
        }
    }

    [GeneratedRegex(
        """^\s*(return\s+)?\[?\s*(getVariable\(\s*['"](?<name>\w+)['"]\s*\)|variables\.(?<name>\w+)|get(?<name>\w+)\(\s*\))(\s*,\s*(getVariable\(\s*['"](?<name>\w+)['"]\s*\)|variables\.(?<name>\w+)|get(?<name>\w+)\(\s*\)))*\s*\]?\s*;?\s*$""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ListOfVariables();

    /// <summary>Any of Elsa's ways to give a variable a value from a script.</summary>
    [GeneratedRegex("""\bset\w*\s*\(|variables\s*(\.\s*\w+|\[[^\]]*\])\s*[-+*/|&]?=[^=]|[-+]{2}""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Setting();
}
