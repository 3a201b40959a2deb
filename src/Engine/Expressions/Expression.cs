namespace CaseWorkflows.Engine.Expressions;

/// <summary>How to work a value out: the syntax's name and its text or value.</summary>
public sealed record Expression(string Type, object? Value)
{
    public static Expression LiteralExpression(object? value) => new("Literal", value);

    public static Expression DelegateExpression(Func<ActivityExecutionContext, object?> value) => new("Delegate", value);
}
