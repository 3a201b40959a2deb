using System.Globalization;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace CaseWorkflows.Engine.Expressions.JavaScript;

/// <summary>
/// A TimeSpan as scripts see it: an unchangeable object that counts as its milliseconds in arithmetic and comparisons, and goes back
/// to .NET as the same TimeSpan. Members are spelled both ways because definitions written for Elsa use .NET's spelling.
/// </summary>
internal sealed class DurationInstance : ObjectInstance
{
    public DurationInstance(Jint.Engine engine, TimeSpan value) : base(engine)
    {
        Value = value;
        Prototype = engine.Object.PrototypeObject;
        foreach (var (name, number) in Numbers(value))
        {
            FastAddProperty(name, number, false, false, false);
            FastAddProperty(char.ToLowerInvariant(name[0]) + name[1..], number, false, false, false);
        }

        Method("valueOf", value.TotalMilliseconds);
        Method("toString", Text);
        Method("toJSON", Text);
    }

    public TimeSpan Value { get; }

    /// <summary>The invariant form <c>d.hh:mm:ss</c>, as definitions write durations.</summary>
    public string Text => Value.ToString("c", CultureInfo.InvariantCulture);

    private static IEnumerable<(string Name, double Number)> Numbers(TimeSpan value) =>
    [
        ("Days", value.Days), ("Hours", value.Hours), ("Minutes", value.Minutes), ("Seconds", value.Seconds), ("Milliseconds", value.Milliseconds),
        ("TotalDays", value.TotalDays), ("TotalHours", value.TotalHours), ("TotalMinutes", value.TotalMinutes),
        ("TotalSeconds", value.TotalSeconds), ("TotalMilliseconds", value.TotalMilliseconds),
    ];

    private void Method(string name, JsValue answer) =>
        FastAddProperty(name, new ClrFunctionInstance(Engine, (_, _) => answer), false, false, false);
}
