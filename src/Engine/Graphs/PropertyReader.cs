using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Activities.Flowcharts;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Descriptors;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Expressions.JavaScript;
using CaseWorkflows.Engine.Memory;
using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Engine.Graphs;

/// <summary>Fills an activity's inputs, outputs and embedded ports from its JSON.</summary>
internal sealed class PropertyReader(Action<string, string, string?, Severity> report, Func<ActivityDefinition, IActivity> compile)
{
    public void Fill(IActivity activity, ActivityDescriptor descriptor, ActivityDefinition json)
    {
        foreach (var input in descriptor.Inputs)
        {
            var node = json.Property(input.JsonName);
            if (node is not null && (input.IsWrapped ? Wrapped(input, node, json) : Raw(input, node, json)) is { } value)
            {
                input.Set(activity, value);
            }
        }

        foreach (var output in descriptor.Outputs)
        {
            if ((json.Property(output.JsonName) as JsonObject).ObjectMember("memoryReference").TextMember("id") is { Length: > 0 } id)
            {
                output.Set(activity, Activator.CreateInstance(typeof(Output<>).MakeGenericType(output.Type), new MemoryBlockReference(id)));
            }
            else if (output.Get(activity) is null)
            {
                output.Set(activity, Activator.CreateInstance(typeof(Output<>).MakeGenericType(output.Type), (MemoryBlockReference?)null));
            }
        }

        foreach (var port in descriptor.Ports.Where(port => port is { Kind: PortKind.Embedded, Set: not null }))
        {
            if (json.ActivitiesIn(port.JsonName).FirstOrDefault() is { } child)
            {
                port.Set!(activity, compile(child));
            }
        }
    }

    public object? VariableDefault(VariableDefinition variable, Type type)
    {
        try
        {
            var value = JsonValues.FromNode(variable.Value?.DeepClone());
            return value is "" ? null : ValueConverter.ConvertTo(value, type);
        }
        catch (FormatException e)
        {
            report("variable-default", $"The variable '{variable.Name}' starts empty: {e.Message}", null, Severity.Warning);
            return null;
        }
    }

    private object? Wrapped(InputDescriptor input, JsonNode node, ActivityDefinition json)
    {
        var path = $"{json.JsonPath}.{input.JsonName}";
        var expression = node is JsonObject wrapper
            ? Expression(wrapper.ObjectMember("expression"))
            : new Expression("Literal", JsonValues.FromNode(node.DeepClone()));
        if (expression is null)
        {
            return null; // a wrapper without an expression leaves the activity's own default
        }

        Check(expression, input.Type, input.DisplayName, path);
        return Activator.CreateInstance(typeof(Input<>).MakeGenericType(input.Type), expression);
    }

    private static Expression? Expression(JsonObject? json)
        => json is null ? null : new Expression(json.TextMember("type") is { Length: > 0 } type ? type : "Literal", JsonValues.FromNode(json.Member("value")?.DeepClone()));

    /// <summary>Finds now what would otherwise become an incident in the middle of a case.</summary>
    private void Check(Expression expression, Type type, string name, string path)
    {
        switch (expression.Type)
        {
            case "Literal" or "Object" or "Json":
                try
                {
                    ExpressionEvaluator.TryEvaluateWritten(expression, type, out _);
                }
                catch (Exception e) when (e is FormatException or JsonException)
                {
                    report("bad-input", $"{name}: {e.Message}", path, Severity.Error);
                }

                break;
            case "JavaScript" when JavaScriptEvaluator.Check(expression.Value as string ?? "") is { } problem:
                report("bad-script", $"{name}: {problem.Message}", path, Severity.Error);
                break;
            case "Delegate": // code only: there is nothing in a file that could be one
            case var other when !ExpressionEvaluator.Supported.Contains(other):
                report("unknown-expression", $"{name}: expressions of type '{expression.Type}' are not run here.", path, Severity.Error);
                break;
        }
    }

    private FlowSwitchCase Case(JsonObject json, string path)
    {
        var @case = new FlowSwitchCase(json.TextMember("label") ?? "", Expression(json.ObjectMember("condition")) ?? new Expression("Literal", false));
        Check(@case.Condition, typeof(bool), $"Case '{@case.Label}'", path);
        return @case;
    }

    private SwitchCase EmbeddedCase(JsonObject json, string path, ActivityDefinition owner)
    {
        var (label, condition) = Case(json, path);
        return new SwitchCase(label, condition, owner.Embedded(json.ObjectMember("activity")) is { } activity ? compile(activity) : null);
    }

    private object? Raw(InputDescriptor input, JsonNode node, ActivityDefinition json)
    {
        if (input.Type == typeof(Variable))
        {
            var id = ExpressionEvaluator.VariableId(node);
            return new Variable((node as JsonObject).TextMember("name") ?? id, id: id);
        }

        if (input.Type == typeof(ICollection<FlowSwitchCase>))
        {
            return node.ObjectItems().Select((item, index) => Case(item, $"{json.JsonPath}.{input.JsonName}[{index}].condition")).ToList();
        }

        if (input.Type == typeof(ICollection<SwitchCase>))
        {
            return node.ObjectItems().Select((item, index) => EmbeddedCase(item, $"{json.JsonPath}.{input.JsonName}[{index}].condition", json)).ToList();
        }

        try
        {
            return ValueConverter.ConvertTo(JsonValues.FromNode(node.DeepClone()), input.Type);
        }
        catch (FormatException e)
        {
            report("bad-input", $"{input.DisplayName}: {e.Message}", $"{json.JsonPath}.{input.JsonName}", Severity.Error);
            return null;
        }
    }
}
