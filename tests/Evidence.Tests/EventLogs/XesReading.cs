using System.Xml;
using System.Xml.Linq;
using CaseWorkflows.Evidence.EventLogs;

namespace CaseWorkflows.Evidence.Tests.EventLogs;

/// <summary>An attribute of XES as a reader that knows nothing of the writer finds it.</summary>
internal sealed record XesAttribute(string Type, string Key, string Value);

/// <summary>An element of XES with its attributes.</summary>
internal sealed record XesElement(IReadOnlyList<XesAttribute> Attributes)
{
    public string? this[string key] => Attributes.SingleOrDefault(attribute => attribute.Key == key)?.Value;
}

/// <summary>A log of XES, read with the framework's XML reader.</summary>
internal sealed record XesReading(XDocument Document, XesElement Log, IReadOnlyList<(XesElement Trace, IReadOnlyList<XesElement> Events)> Traces)
{
    public static readonly XNamespace Xes = "http://www.xes-standard.org/";

    public static readonly string[] Types = ["string", "date", "int", "float", "boolean", "id"];

    public static async Task<byte[]> BytesAsync(EventLog log)
    {
        using var stream = new MemoryStream();
        await XesWriter.WriteAsync(stream, log, CancellationToken.None);
        return stream.ToArray();
    }

    public static async Task<XesReading> OfAsync(EventLog log) => Of(await BytesAsync(log));

    public static XesReading Of(byte[] bytes)
    {
        using var reader = XmlReader.Create(new MemoryStream(bytes), new() { DtdProcessing = DtdProcessing.Prohibit });
        var document = XDocument.Load(reader);
        var root = document.Root!;
        return new(document, Element(root), [.. root.Elements(Xes + "trace").Select(trace => (Element(trace), (IReadOnlyList<XesElement>)[.. trace.Elements(Xes + "event").Select(Element)]))]);
    }

    public static XesElement Element(XElement element) => new([.. element.Elements()
        .Where(child => Types.Contains(child.Name.LocalName, StringComparer.Ordinal))
        .Select(child => new XesAttribute(child.Name.LocalName, child.Attribute("key")!.Value, LeafKeys.Text(child.Attribute("value")!.Value)))]);
}
