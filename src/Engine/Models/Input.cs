using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Memory;

namespace CaseWorkflows.Engine.Models;

/// <summary>A setting whose value is worked out anew for each execution.</summary>
public abstract class Input(Expression? expression, Type type)
{
    public Expression? Expression { get; } = expression;

    public Type Type { get; } = type;

    /// <summary>Set when the graph is made; null for what has to be worked out.</summary>
    internal WrittenValue? Written { get; private set; }

    internal void ReadWritten() => Written = WrittenValue.Of(Expression, Type);
}

/// <inheritdoc cref="Input"/>
public class Input<T> : Input
{
    public Input(T literal)
        : base(Expression.LiteralExpression(literal), typeof(T))
    {
    }

    public Input(Func<T> get)
        : base(Expression.DelegateExpression(_ => get()), typeof(T))
    {
    }

    public Input(Func<ActivityExecutionContext, T> get)
        : base(Expression.DelegateExpression(context => get(context)), typeof(T))
    {
    }

    public Input(Variable variable)
        : base(new Expression("Variable", variable), typeof(T))
    {
    }

    public Input(Output output)
        : base(Expression.DelegateExpression(context => context.GetOutputValue(output)), typeof(T))
    {
    }

    public Input(Expression? expression)
        : base(expression, typeof(T))
    {
    }
}
