using System.Globalization;
using System.Xml;

namespace CaseWorkflows.Evidence.Tests.EventLogs;

/// <summary>Reads the keys of data leaves back, with the framework's decoder of <c>_xHHHH_</c>.</summary>
internal static class LeafKeys
{
    /// <summary>The way to the leaf: names and indexes; and whether the key says that the value is JSON.</summary>
    public static (IReadOnlyList<object> Way, bool IsJson) Read(string key)
    {
        var marked = key.Split(':');
        Assert.True(marked[0] == "data" || marked[0].StartsWith("data.", StringComparison.Ordinal));
        Assert.All(marked[1..], mark => Assert.True(mark == "json" || int.Parse(mark, CultureInfo.InvariantCulture) > 1));
        return ([.. marked[0].Split('.')[1..].Select(Step)], marked[^1] == "json");
    }

    public static string Text(string escaped) => XmlConvert.DecodeName(escaped)!;

    private static object Step(string step)
        => step.Length > 0 && step.All(char.IsAsciiDigit) ? int.Parse(step, CultureInfo.InvariantCulture) : Text(step);
}
