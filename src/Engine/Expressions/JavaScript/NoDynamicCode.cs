using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;

namespace CaseWorkflows.Engine.Expressions.JavaScript;

/// <summary>
/// Takes the place of <c>eval</c> and <c>Function</c>: text turned into code would carry no guards, and could nest as deep as it likes.
/// <c>x instanceof Function</c> still works.
/// </summary>
internal sealed class NoDynamicCode : FunctionInstance, IConstructor
{
    private readonly string _name;

    private NoDynamicCode(Jint.Engine engine, string name) : base(engine, [], null, false)
    {
        _name = name;
        Prototype = engine.Function.PrototypeObject;
        FastAddProperty("prototype", engine.Function.PrototypeObject, false, false, false);
    }

    public static void Install(Jint.Engine engine)
    {
        var function = new NoDynamicCode(engine, "Function");
        engine.Global.FastSetProperty("eval", Hidden(new NoDynamicCode(engine, "eval")));
        engine.Global.FastSetProperty("Function", Hidden(function));
        engine.Function.PrototypeObject.FastSetProperty("constructor", Hidden(function));
    }

    public override JsValue Call(JsValue thisObject, JsValue[] arguments) => throw Refusal();

    public ObjectInstance Construct(JsValue[] arguments) => throw Refusal();

    private static PropertyDescriptor Hidden(ObjectInstance value) => new(new JsValue(value), true, false, true);

    private JavaScriptException Refusal() => new(Engine.EvalError, $"{_name} is switched off: text cannot be run as code here.");
}
