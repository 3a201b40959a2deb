namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>
/// An event's data as attributes: <c>cw:</c> and the key of the leaf. A text is a string, an instant a date, an integer an int, another number a float, both
/// in the digits they were written with; null, <c>{}</c> and <c>[]</c>, which XES has no type for, are strings under a key that ends in <c>:json</c>. Data that
/// is no JSON any more stands in <c>cw:dataText</c> as it is.
/// </summary>
internal sealed class XesData(XesOutput output, bool includeReasons)
{
    private char[] _scratch = new char[256];

    public void Write(DataLeaves leaves, string? data)
    {
        for (var i = 0; i < leaves.Count; i++)
        {
            Write(leaves[i]);
        }

        if (!leaves.IsReadable && includeReasons)
        {
            output.Text("cw:dataText"u8, data);
        }
    }

    private void Write(DataLeaf leaf)
    {
        var bytes = output.Bytes;
        bytes.Raw("<"u8);
        bytes.Raw(TypeOf(leaf.Kind));
        bytes.Raw(" key=\"cw:"u8);
        bytes.Raw(leaf.Key);
        bytes.Raw("\" value=\""u8);
        if (leaf.IsEscaped)
        {
            XmlText.Write(bytes, JsonText.Unescape(leaf.Raw, ref _scratch));
        }
        else
        {
            XmlText.Write(bytes, leaf.Raw);
        }

        bytes.Raw(XesOutput.Close);
    }

    private static ReadOnlySpan<byte> TypeOf(LeafKind kind) => kind switch
    {
        LeafKind.Time => "date"u8,
        LeafKind.Integer => "int"u8,
        LeafKind.Float => "float"u8,
        LeafKind.Boolean => "boolean"u8,
        _ => "string"u8,
    };
}
