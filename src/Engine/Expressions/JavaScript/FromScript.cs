using System.Globalization;
using System.Text.Json.Nodes;
using Jint.Native;
using Jint.Native.Array;
using Jint.Native.Boolean;
using Jint.Native.Date;
using Jint.Native.Function;
using Jint.Native.Number;
using Jint.Native.Object;
using Jint.Native.RegExp;
using Jint.Native.String;
using Jint.Runtime;

namespace CaseWorkflows.Engine.Expressions.JavaScript;

/// <summary>JavaScript value to CLR value. Getters on the way run script code, so this belongs inside the guarded run.</summary>
internal sealed class FromScript(ScriptGuard guard)
{
    private const double MaxSafeInteger = 9007199254740992; // 2^53

    /// <summary>null, bool, long, double, string, DateTimeOffset, TimeSpan, JsonObject or JsonArray.</summary>
    public object? Convert(JsValue value) => value.Type switch
    {
        Types.Boolean => value.AsBoolean(),
        Types.Number when IsWhole(value.AsNumber()) => (long)value.AsNumber(),
        Types.Number => value.AsNumber(),
        Types.String => value.AsString(),
        Types.Object => Instance(value.AsObject()),
        _ => null,
    };

    private object? Instance(ObjectInstance instance) => instance switch
    {
        DurationInstance duration => duration.Value,
        DateInstance date => Date(date),
        FunctionInstance => throw new ScriptException("The value is a function. Are the brackets () of a call missing?"),
        NumberInstance or StringInstance or BooleanInstance or RegExpInstance => Convert(Primitive(instance)),
        _ => Node(instance, 0),
    };

    private static JsValue Primitive(ObjectInstance boxed) =>
        boxed is RegExpInstance ? TypeConverter.ToString(new JsValue(boxed)) : boxed.DefaultValue(boxed is StringInstance ? Types.String : Types.Number);

    private static bool IsWhole(double number) => double.IsInteger(number) && Math.Abs(number) <= MaxSafeInteger;

    private static DateTimeOffset? Date(DateInstance date)
    {
        var milliseconds = date.PrimitiveValue;
        if (double.IsNaN(milliseconds))
        {
            return null;
        }

        return milliseconds is >= -62135596800000 and <= 253402300799999
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds)
            : throw new ScriptException("The date lies outside the years 1 to 9999.");
    }

    /// <summary>Inside objects and arrays everything is JSON, with the spellings JSON.stringify has.</summary>
    private JsonNode? Node(JsValue value, int depth) => value.Type switch
    {
        Types.Boolean => JsonValue.Create(value.AsBoolean()),
        Types.Number when IsWhole(value.AsNumber()) => JsonValue.Create((long)value.AsNumber()),
        Types.Number when double.IsFinite(value.AsNumber()) => JsonValue.Create(value.AsNumber()),
        Types.String => JsonValue.Create(value.AsString()),
        Types.Object => Node(value.AsObject(), depth),
        _ => null,
    };

    private JsonNode? Node(ObjectInstance instance, int depth)
    {
        if (depth > ScriptLimits.MaxDataDepth)
        {
            throw ScriptGuard.TooDeep();
        }

        guard.Check();
        return instance switch
        {
            FunctionInstance => null,
            ArrayInstance array => Array(array, depth),
            DurationInstance duration => JsonValue.Create(duration.Text),
            DateInstance date => Date(date) is { } at ? JsonValue.Create(at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)) : null,
            NumberInstance or StringInstance or BooleanInstance or RegExpInstance => Node(Primitive(instance), depth),
            _ when instance.Class == "Error" => JsonValue.Create(TypeConverter.ToString(new JsValue(instance))),
            _ => Members(instance, depth),
        };
    }

    private JsonArray Array(ArrayInstance array, int depth)
    {
        ScriptGuard.CheckLength(new JsValue(array));
        var made = new JsonArray();
        var length = (int)TypeConverter.ToUint32(array.Get("length"));
        for (var i = 0; i < length; i++)
        {
            made.Add(Node(array.Get(i.ToString(CultureInfo.InvariantCulture)), depth + 1));
        }

        return made;
    }

    private JsonObject Members(ObjectInstance instance, int depth)
    {
        var made = new JsonObject();
        foreach (var name in instance.GetOwnProperties().Where(p => p.Value.Enumerable == true).Select(p => p.Key).ToList())
        {
            var member = instance.Get(name);
            if (!member.IsUndefined() && !(member.IsObject() && member.AsObject() is FunctionInstance))
            {
                made[name] = Node(member, depth + 1);
            }
        }

        return made;
    }
}
