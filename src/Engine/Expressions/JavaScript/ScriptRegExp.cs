using System.Text.RegularExpressions;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Native.RegExp;
using Jint.Runtime;
using Jint.Runtime.Descriptors;

namespace CaseWorkflows.Engine.Expressions.JavaScript;

/// <summary>The <c>RegExp</c> constructor, giving every expression a match timeout.</summary>
internal sealed class ScriptRegExp : FunctionInstance, IConstructor
{
    private readonly ScriptGuard _guard;

    private ScriptRegExp(Jint.Engine engine, ScriptGuard guard) : base(engine, [], null, false)
    {
        _guard = guard;
        Prototype = engine.Function.PrototypeObject;
        FastAddProperty("prototype", engine.RegExp.PrototypeObject, false, false, false);
    }

    public static void Install(Jint.Engine engine, ScriptGuard guard)
    {
        var constructor = new ScriptRegExp(engine, guard);
        engine.Global.FastSetProperty("RegExp", new PropertyDescriptor(new JsValue(constructor), true, false, true));
        engine.RegExp.PrototypeObject.FastSetProperty("constructor", new PropertyDescriptor(new JsValue(constructor), true, false, true));
        engine.Global.FastSetProperty(ScriptWeaver.RegExpName, new PropertyDescriptor(new JsValue(new FromLiteral(engine, constructor)), false, false, false));

        // These two turn text into an expression by themselves.
        foreach (var name in new[] { "match", "search" })
        {
            var original = (FunctionInstance)engine.String.PrototypeObject.Get(name).AsObject();
            BuiltIns.Set(engine, engine.String.PrototypeObject, name, (self, arguments) =>
                original.Call(self, arguments.At(0).IsRegExp() ? arguments : [constructor.Construct([arguments.At(0)])]));
        }
    }

    public override JsValue Call(JsValue thisObject, JsValue[] arguments) => Construct(arguments);

    public ObjectInstance Construct(JsValue[] arguments) => Timed((RegExpInstance)Engine.RegExp.Construct(arguments));

    private RegExpInstance Timed(RegExpInstance made)
    {
        if (made.Value.MatchTimeout != _guard.MatchTimeout)
        {
            made.Value = new Regex(made.Value.ToString(), made.Value.Options, _guard.MatchTimeout);
        }

        return made;
    }

    /// <summary>What <c>/…/flags</c> in the source becomes; its argument is the literal as written.</summary>
    private sealed class FromLiteral(Jint.Engine engine, ScriptRegExp constructor) : FunctionInstance(engine, [], null, false), IConstructor
    {
        public override JsValue Call(JsValue thisObject, JsValue[] arguments) => Construct(arguments);

        public ObjectInstance Construct(JsValue[] arguments) => constructor.Timed(Engine.RegExp.Construct(arguments[0].AsString()));
    }
}
