using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Jint.Parser;
using Jint.Parser.Ast;
using JsExpression = Jint.Parser.Ast.Expression;

namespace CaseWorkflows.Engine.Expressions.JavaScript;

/// <summary>
/// Walks a fresh tree once and changes it so that limits hold and evaluations cannot reach each other:
/// a guard is read before every call, construction and assignment and at the start of every function (Jint itself checks only
/// between statements, and recursion through <c>new</c>, getters or <c>toString</c> not at all); regular expression literals become
/// constructor calls (Jint keeps the object, which belongs to one engine, in the shared tree); argument caching is off for the same reason;
/// what is thrown is prepared first (Jint fails on an object whose message is no string).
/// </summary>
internal sealed class ScriptWeaver
{
    /// <summary>Names no script can spell as an identifier.</summary>
    public const string GuardName = "(guard)", RegExpName = "(regexp)", ThrownName = "(thrown)";

    private const int SmallScriptNodes = 300;

    private static readonly ConcurrentDictionary<Type, FieldOrProperty[]> Children = new();

    private readonly HashSet<SyntaxNode> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private bool _repeats;

    public ParsedScript Weave(Program program)
    {
        Visit(program, 0);
        return new ParsedScript(program, _words, !_repeats && _seen.Count <= SmallScriptNodes);
    }

    private void Visit(SyntaxNode node, int depth)
    {
        if (!_seen.Add(node))
        {
            return;
        }

        if (depth > ScriptLimits.MaxSyntaxDepth)
        {
            throw ScriptException.Limit($"The script nests deeper than {ScriptLimits.MaxSyntaxDepth} levels. Break long sums and nested brackets into steps.");
        }

        Note(node);
        foreach (var slot in Children.GetOrAdd(node.GetType(), FieldOrProperty.Of))
        {
            switch (slot.Get(node))
            {
                case SyntaxNode child:
                    Visit(child, depth + 1);
                    if (slot.TakesExpression)
                    {
                        slot.Set(node, Replacement(child));
                    }

                    break;
                case IList list:
                    VisitAll(list, depth);
                    break;
            }
        }

        if (node is ThrowStatement thrown)
        {
            thrown.Argument = Call(ThrownName, thrown.Argument);
        }

        if (node is IFunctionDeclaration { Body: BlockStatement body })
        {
            body.Body = body.Body.Prepend(GuardStatement(body)).ToList();
        }
    }

    private void VisitAll(IList list, int depth)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is SyntaxNode child)
            {
                Visit(child, depth + 1);
                list[i] = Replacement(child);
            }
        }
    }

    private void Note(SyntaxNode node)
    {
        switch (node)
        {
            case Identifier identifier:
                _words.Add(identifier.Name);
                break;
            case Literal { Value: string text }:
                _words.Add(text);
                break;
            case CallExpression call:
                call.CanBeCached = false;
                break;
            case VariableDeclaration { Kind: not "var" } declaration:
                // Jint reads let and const and then treats them as var, which is a different program.
                var problem = ModernSyntax.LetOrConst(declaration.Kind, LineOf(declaration) ?? LineOf(declaration.Declarations.First()));
                throw new ScriptException(problem.Message, problem.Line);
            case FunctionDeclaration or FunctionExpression or WhileStatement or DoWhileStatement or ForStatement or ForInStatement:
                _repeats = true;
                break;
        }
    }

    private static int? LineOf(SyntaxNode node) => node.Location?.Start.Line;

    private static SyntaxNode Replacement(SyntaxNode node) => node switch
    {
        Literal { Type: SyntaxNodes.RegularExpressionLiteral } literal => Guarded(RegExpConstruction(literal)),
        CallExpression or NewExpression or AssignmentExpression => Guarded((JsExpression)node),
        _ => node,
    };

    private static SequenceExpression Guarded(JsExpression node) =>
        new() { Type = SyntaxNodes.SequenceExpression, Location = node.Location, Expressions = [Guard(node), node] };

    private static ExpressionStatement GuardStatement(SyntaxNode at) =>
        new() { Type = SyntaxNodes.ExpressionStatement, Location = at.Location, Expression = Guard(at) };

    private static Identifier Guard(SyntaxNode at) => new() { Type = SyntaxNodes.Identifier, Location = at.Location, Name = GuardName };

    private static CallExpression Call(string function, JsExpression argument) => new()
    {
        Type = SyntaxNodes.CallExpression,
        Location = argument.Location,
        CanBeCached = false,
        Callee = new Identifier { Type = SyntaxNodes.Identifier, Location = argument.Location, Name = function },
        Arguments = [argument],
    };

    private static NewExpression RegExpConstruction(Literal literal) => new()
    {
        Type = SyntaxNodes.NewExpression,
        Location = literal.Location,
        Callee = new Identifier { Type = SyntaxNodes.Identifier, Location = literal.Location, Name = RegExpName },
        Arguments = [new Literal { Type = SyntaxNodes.Literal, Location = literal.Location, Value = literal.Raw, Raw = literal.Raw }],
    };

    /// <summary>A place in a node where other nodes hang; Jint's tree uses fields and properties alike.</summary>
    private sealed record FieldOrProperty(Type Type, Func<object, object?> Get, Action<object, object?> Set)
    {
        public bool TakesExpression { get; } = Type.IsAssignableFrom(typeof(SequenceExpression));

        public static FieldOrProperty[] Of(Type node)
        {
            var fields = node.GetFields(BindingFlags.Public | BindingFlags.Instance)
                .Select(f => new FieldOrProperty(f.FieldType, f.GetValue, f.SetValue));
            var properties = node.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(p => p.CanWrite && p.GetIndexParameters().Length == 0)
                .Select(p => new FieldOrProperty(p.PropertyType, p.GetValue, p.SetValue));
            return fields.Concat(properties).Where(s => HoldsNodes(s.Type)).ToArray();
        }

        private static bool HoldsNodes(Type type) =>
            typeof(SyntaxNode).IsAssignableFrom(type)
            || type == typeof(IPropertyKeyExpression)
            || (type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) && typeof(SyntaxNode).IsAssignableFrom(type.GetGenericArguments()[0]));
    }
}
