using System.Text.Json;
using System.Text.Json.Nodes;

namespace CaseWorkflows.Cases.History;

/// <summary>
/// The one spelling of a JSON value that is hashed: object keys in ordinal (UTF-16) order, no blanks, UTF-8, only quotation marks, backslashes
/// and control characters escaped, as short as JSON allows. Close to RFC 8785, but numbers keep the text they were written with, so 1 and 1.0
/// differ.
/// </summary>
public static class CanonicalJson
{
    private const int UsualSize = 512;

    /// <summary>The canonical UTF-8 bytes. Canonical JSON gives itself. An element without a value is a bug and throws.</summary>
    public static byte[] Serialize(JsonElement value)
    {
        using var writer = new CanonicalWriter(UsualSize);
        writer.Element(value);
        return writer.Written.ToArray();
    }

    /// <summary>The canonical UTF-8 bytes; a missing node is JSON's null.</summary>
    public static byte[] Serialize(JsonNode? value) => Serialize(JsonSerializer.SerializeToElement(value));
}
