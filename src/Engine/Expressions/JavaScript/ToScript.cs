using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Jint.Native;
using Jint.Native.Object;

namespace CaseWorkflows.Engine.Expressions.JavaScript;

/// <summary>CLR value to JavaScript value, always by value: no .NET object is ever handed to a script.</summary>
internal sealed class ToScript(Jint.Engine engine)
{
    private static readonly JsonSerializerOptions AsJson = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public JsValue Convert(object? value, int depth = 0)
    {
        if (depth > ScriptLimits.MaxDataDepth)
        {
            throw ScriptGuard.TooDeep();
        }

        return value switch
        {
            null => JsValue.Null,
            string text => new JsValue(text),
            bool flag => flag ? JsValue.True : JsValue.False,
            byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal =>
                new JsValue(System.Convert.ToDouble(value, CultureInfo.InvariantCulture)),
            Enum name => new JsValue(name.ToString()),
            char c => new JsValue(c.ToString()),
            Guid id => new JsValue(id.ToString("D")),
            DateTimeOffset at => Date(at),
            DateTime at => Date(at.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(at, TimeSpan.Zero) : new DateTimeOffset(at)),
            DateOnly day => new JsValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            TimeOnly time => new JsValue(time.ToString("HH:mm:ss", CultureInfo.InvariantCulture)),
            TimeSpan span => new DurationInstance(engine, span),
            Uri address => new JsValue(address.ToString()),
            JsonObject json => Object(json.Select(m => KeyValuePair.Create(m.Key, (object?)m.Value)), depth),
            JsonArray json => Array(json, depth),
            JsonValue json => Json(json),
            JsonElement json => Convert(json.ValueKind == JsonValueKind.Undefined ? null : JsonSerializer.SerializeToNode(json, AsJson), depth),
            IEnumerable<KeyValuePair<string, object?>> members => Object(members, depth),
            IDictionary members => Object(Entries(members), depth),
            IEnumerable items => Array(items, depth),
            _ => Convert(JsonSerializer.SerializeToNode(value, value.GetType(), AsJson), depth),
        };
    }

    private static IEnumerable<KeyValuePair<string, object?>> Entries(IDictionary members)
    {
        foreach (DictionaryEntry entry in members)
        {
            yield return KeyValuePair.Create(System.Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "", entry.Value);
        }
    }

    private JsValue Date(DateTimeOffset at) => engine.Date.Construct((double)at.ToUnixTimeMilliseconds());

    private ObjectInstance Object(IEnumerable<KeyValuePair<string, object?>> members, int depth)
    {
        var made = engine.Object.Construct([]);
        foreach (var (name, value) in members)
        {
            made.FastAddProperty(name, Convert(value, depth + 1), true, true, true);
        }

        return made;
    }

    private ObjectInstance Array(IEnumerable items, int depth)
    {
        var made = engine.Array.Construct([]);
        var index = 0;
        foreach (var item in items)
        {
            if (index == ScriptLimits.MaxArrayLength)
            {
                throw ScriptException.Limit(FormattableString.Invariant($"A list of more than {ScriptLimits.MaxArrayLength} elements is too long for a script."));
            }

            made.Put(index.ToString(CultureInfo.InvariantCulture), Convert(item, depth + 1), true);
            index++;
        }

        return made;
    }

    private static JsValue Json(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.True => JsValue.True,
        JsonValueKind.False => JsValue.False,
        JsonValueKind.Null or JsonValueKind.Undefined => JsValue.Null,
        JsonValueKind.Number => new JsValue(double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)),

        // A JsonValue made from a Guid or date is text in JSON but does not answer to string.
        _ => new JsValue(value.TryGetValue<string>(out var text) ? text : JsonSerializer.Deserialize<string>(value.ToJsonString()) ?? ""),
    };
}
