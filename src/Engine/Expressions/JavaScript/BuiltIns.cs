using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Jint.Native;
using Jint.Native.Object;
using Jint.Native.Function;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace CaseWorkflows.Engine.Expressions.JavaScript;

/// <summary>Replaces the built-in functions that would break determinism or a limit.</summary>
internal static class BuiltIns
{
    private static readonly string[] ArrayFunctions =
    [
        "concat", "every", "filter", "forEach", "indexOf", "lastIndexOf", "map", "pop", "push", "reduce", "reduceRight",
        "reverse", "shift", "slice", "some", "sort", "splice", "toLocaleString", "unshift",
    ];

    public static void Replace(Jint.Engine engine, ScriptGuard guard, IScriptScope scope)
    {
        var check = new ClrFunctionInstance(engine, (_, _) =>
        {
            guard.Check();
            return JsValue.Undefined;
        });
        engine.Global.FastSetProperty(ScriptWeaver.GuardName, new PropertyDescriptor(get: check, set: JsValue.Undefined, enumerable: false, configurable: false));

        engine.Global.FastSetProperty(ScriptWeaver.ThrownName, new PropertyDescriptor(
            new JsValue(new ClrFunctionInstance(engine, (_, arguments) => WithMessage(arguments[0]))), false, false, false));

        ScriptDate.Install(engine, scope.Now);
        ScriptRegExp.Install(engine, guard);
        NoDynamicCode.Install(engine);
        Random(engine, scope);
        Arrays(engine, guard);
        Json(engine, guard);

        Wrap(engine, engine.Function.PrototypeObject, "apply", (_, arguments) => ScriptGuard.CheckLength(arguments.At(1)));
        Wrap(engine, engine.String.PrototypeObject, "replace", (self, arguments) =>
        {
            if (arguments.At(1).IsString() && self.IsString())
            {
                ScriptGuard.CheckProduct(arguments.At(0).IsRegExp() ? self.AsString().Length : 1, arguments.At(1).AsString().Length);
            }
        });
    }

    /// <summary>Puts a check in front of a built-in function.</summary>
    internal static void Wrap(Jint.Engine engine, ObjectInstance owner, string name, Action<JsValue, JsValue[]> before)
    {
        var original = (FunctionInstance)owner.Get(name).AsObject();
        Set(engine, owner, name, (self, arguments) =>
        {
            before(self, arguments);
            return original.Call(self, arguments);
        });
    }

    internal static void Set(Jint.Engine engine, ObjectInstance owner, string name, Func<JsValue, JsValue[], JsValue> body) =>
        owner.FastSetProperty(name, new PropertyDescriptor(new JsValue(new ClrFunctionInstance(engine, body)), true, false, true));

    private static JsValue WithMessage(JsValue thrown)
    {
        if (thrown.IsObject() && thrown.AsObject().Get("message") is var message && !message.IsString())
        {
            thrown.AsObject().FastSetProperty("message", new PropertyDescriptor(message.IsUndefined() ? "" : TypeConverter.ToString(message), true, false, true));
        }

        return thrown;
    }

    private static void Arrays(Jint.Engine engine, ScriptGuard guard)
    {
        foreach (var name in ArrayFunctions)
        {
            Wrap(engine, engine.Array.PrototypeObject, name, (self, arguments) =>
            {
                ScriptGuard.CheckLength(self);
                foreach (var argument in arguments)
                {
                    if (argument.IsArray())
                    {
                        ScriptGuard.CheckLength(argument);
                    }
                }
            });
        }

        Set(engine, engine.Array.PrototypeObject, "join", (self, arguments) => Join(TypeConverter.ToObject(engine, self), arguments, guard));
    }

    /// <summary>Jint's own join copies everything joined so far for each element: a long array takes minutes.</summary>
    private static JsValue Join(ObjectInstance array, JsValue[] arguments, ScriptGuard guard)
    {
        ScriptGuard.CheckLength(new JsValue(array));
        var separator = arguments.At(0).IsUndefined() ? "," : TypeConverter.ToString(arguments.At(0));
        var length = TypeConverter.ToUint32(array.Get("length"));
        ScriptGuard.CheckProduct(length, separator.Length);
        var joined = new StringBuilder();
        for (var i = 0; i < length; i++)
        {
            var element = array.Get(i.ToString(CultureInfo.InvariantCulture));
            joined.Append(i == 0 ? "" : separator).Append(element.IsNull() || element.IsUndefined() ? "" : TypeConverter.ToString(element));
            if (i % 256 == 0)
            {
                guard.Check();
            }
        }

        return joined.ToString();
    }

    /// <summary>Both directions recurse natively, once per level of the data.</summary>
    private static void Json(Jint.Engine engine, ScriptGuard guard)
    {
        Wrap(engine, engine.Json, "stringify", (_, arguments) => ScriptGuard.CheckShape(arguments.At(0)));
        Wrap(engine, engine.Json, "parse", (_, arguments) =>
        {
            var depth = 0;
            foreach (var c in arguments.Text(0) ?? "")
            {
                depth += c is '[' or '{' ? 1 : c is ']' or '}' ? -1 : 0;
                if (depth > ScriptLimits.MaxDataDepth)
                {
                    throw ScriptGuard.TooDeep();
                }
            }
        });
    }

    /// <summary>SplitMix64 over a seed taken from the scope on first use. Not for secrets.</summary>
    private static void Random(Jint.Engine engine, IScriptScope scope)
    {
        ulong? state = null;
        Set(engine, engine.Math, "random", (_, _) =>
        {
            unchecked
            {
                state = (state ?? BinaryPrimitives.ReadUInt64LittleEndian(scope.NewGuid().ToByteArray())) + 0x9E3779B97F4A7C15;
                var z = state.Value;
                z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
                z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
                return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
            }
        });
    }
}
