using System.Diagnostics;
using System.Runtime.CompilerServices;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using JintContext = Jint.Runtime.Environments.ExecutionContext;

namespace CaseWorkflows.Engine.Expressions.JavaScript;

/// <summary>Watches one evaluation. Its exceptions pass through the script's own try/catch, which sees JavaScript errors only.</summary>
internal sealed class ScriptGuard
{
    private readonly ScriptLimits _limits;
    private readonly Stack<JintContext> _contexts;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly long _allocatedBefore = GC.GetAllocatedBytesForCurrentThread();

    public ScriptGuard(Jint.Engine engine, ScriptLimits limits)
    {
        _limits = limits;
        _contexts = ContextsOf(engine);
    }

    /// <summary>For the regular expressions of this evaluation: a single match runs natively and is checked by .NET instead.</summary>
    public TimeSpan MatchTimeout => _limits.Timeout;

    /// <summary>Throws when a limit has been passed; costs well under a microsecond.</summary>
    public void Check()
    {
        // One context is the script itself. Jint's own recursion limit counts per function and forgets to count down after an exception.
        if (_contexts.Count - 1 > _limits.MaxRecursion)
        {
            throw ScriptException.Limit(FormattableString.Invariant($"The script's functions call each other more than {_limits.MaxRecursion} levels deep. Is there a recursion without an end?"));
        }

        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw ScriptException.Limit("The script nests too deeply. Is there a recursion without an end?");
        }

        if (Stopwatch.GetElapsedTime(_started) > _limits.Timeout)
        {
            throw OutOfTime();
        }

        if (GC.GetAllocatedBytesForCurrentThread() - _allocatedBefore > _limits.MaxAllocatedBytes)
        {
            throw OutOfMemory();
        }
    }

    /// <summary>Refuses array-likes that a built-in function would visit for minutes, since nothing can interrupt it.</summary>
    public static void CheckLength(JsValue arrayLike)
    {
        if (arrayLike.IsObject() && TypeConverter.ToUint32(arrayLike.AsObject().Get("length")) is var length && length > ScriptLimits.MaxArrayLength)
        {
            throw ScriptException.Limit(FormattableString.Invariant($"An array of {length} elements is too long; {ScriptLimits.MaxArrayLength} are allowed."));
        }
    }

    /// <summary>Refuses a call that would multiply text beyond reason, before it is made.</summary>
    public static void CheckProduct(double times, int length)
    {
        if (times * length > ScriptLimits.MaxProducedText)
        {
            throw OutOfMemory();
        }
    }

    /// <summary>Refuses data nested deeper than the border allows, or containing itself.</summary>
    public static void CheckShape(JsValue value, int depth = 0)
    {
        if (!value.IsObject())
        {
            return;
        }

        if (depth > ScriptLimits.MaxDataDepth)
        {
            throw TooDeep();
        }

        CheckLength(value);
        ObjectInstance instance = value.AsObject();
        foreach (var (_, property) in instance.GetOwnProperties())
        {
            if (property.Enumerable == true && property.Value is { } held)
            {
                CheckShape(held, depth + 1);
            }
        }
    }

    public ScriptException OutOfTime(Exception? inner = null) =>
        ScriptException.Limit(FormattableString.Invariant($"The script took longer than {_limits.Timeout.TotalSeconds} s and was stopped."), inner);

    public ScriptException OutOfStatements(Exception inner) =>
        ScriptException.Limit(FormattableString.Invariant($"The script executed more than {_limits.MaxStatements} statements and was stopped. Is there a loop without an end?"), inner);

    public static ScriptException OutOfMemory(Exception? inner = null) =>
        ScriptException.Limit("The script used too much memory and was stopped. Does it build a text or list that keeps growing?", inner);

    public static ScriptException TooDeep() =>
        ScriptException.Limit($"The data contains itself or nests deeper than {ScriptLimits.MaxDataDepth} levels.");

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_executionContexts")]
    private static extern ref Stack<JintContext> ContextsOf(Jint.Engine engine);
}
