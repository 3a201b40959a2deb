using System.Globalization;
using Jint.Native;
using Jint.Native.Date;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;

namespace CaseWorkflows.Engine.Expressions.JavaScript;

/// <summary>
/// The <c>Date</c> constructor with the scope's clock. Texts are read only in unambiguous forms: Jint would fall back to .NET's
/// guessing, which completes "10:00" or "5 March" from the machine's clock.
/// </summary>
internal sealed class ScriptDate : FunctionInstance, IConstructor
{
    private static readonly string[] Formats =
    [
        "yyyy", "yyyy-MM", "yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy/M/d", "yyyy/M/d H:mm", "yyyy/M/d H:mm:ss",
        "ddd MMM dd yyyy HH:mm:ss 'GMT'K", "ddd MMM dd yyyy", "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
    ];

    private readonly double _now;

    private ScriptDate(Jint.Engine engine, DateTimeOffset now) : base(engine, [], null, false)
    {
        _now = now.ToUnixTimeMilliseconds();
        Prototype = engine.Function.PrototypeObject;
        FastAddProperty("prototype", engine.Date.PrototypeObject, false, false, false);
        FastAddProperty("UTC", engine.Date.Get("UTC"), true, false, true);
        BuiltIns.Set(engine, this, "now", (_, _) => _now);
        BuiltIns.Set(engine, this, "parse", (_, arguments) => Parse(arguments.At(0)));
    }

    public static void Install(Jint.Engine engine, DateTimeOffset now)
    {
        var constructor = new PropertyDescriptor(new JsValue(new ScriptDate(engine, now)), true, false, true);
        engine.Global.FastSetProperty("Date", constructor);
        engine.Date.PrototypeObject.FastSetProperty("constructor", constructor);
    }

    public override JsValue Call(JsValue thisObject, JsValue[] arguments) => TypeConverter.ToString(new JsValue(Construct([])));

    public ObjectInstance Construct(JsValue[] arguments)
    {
        if (arguments.Length == 0)
        {
            return Engine.Date.Construct(_now);
        }

        var value = arguments.Length > 1 ? JsValue.Undefined : TypeConverter.ToPrimitive(arguments[0]);
        return value.IsString() ? Engine.Date.Construct(Parse(value)) : Engine.Date.Construct(arguments);
    }

    /// <summary>Milliseconds since 1970, or NaN. A text without an offset is UTC, as ES5.1 says.</summary>
    private static double Parse(JsValue text) =>
        DateTimeOffset.TryParseExact(TypeConverter.ToString(text), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at.ToUnixTimeMilliseconds()
            : double.NaN;
}
