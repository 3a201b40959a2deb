using System.Buffers.Text;
using CaseWorkflows.Cases.History;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>
/// The attributes of an event of OCEL 2.0: what is no relationship of it, and the leaves of its data under their keys. Null, <c>{}</c> and <c>[]</c> are
/// strings under keys that end in <c>:json</c>; data that is no JSON any more stands in <c>dataText</c>.
/// </summary>
internal sealed class OcelEventAttributes(bool includeReasons)
{
    private static readonly (byte[] Name, Func<CaseEvent, string?> Value)[] Texts =
    [
        ("hash"u8.ToArray(), one => one.Hash), ("previousHash"u8.ToArray(), one => one.PreviousHash),
        ("step"u8.ToArray(), one => one.ActivityId), ("stepType"u8.ToArray(), one => one.ActivityType), ("clause"u8.ToArray(), one => one.Clause),
        ("role"u8.ToArray(), one => one.Role), ("channel"u8.ToArray(), one => one.Channel),
    ];

    private char[] _scratch = new char[256];

    /// <summary>The data of the event read last.</summary>
    public DataLeaves Data { get; } = new(includeReasons);

    public void Read(CaseEvent one) => Data.Read(one.Data);

    public void Declare(CaseEvent one, OcelDeclarations declared)
    {
        declared.Declare(one.Action, "seq"u8, LeafKind.Integer);
        foreach (var (name, value) in Texts)
        {
            if (value(one) is not null)
            {
                declared.Declare(one.Action, name, LeafKind.Text);
            }
        }

        if (includeReasons && one.Reason is not null)
        {
            declared.Declare(one.Action, "reason"u8, LeafKind.Text);
        }

        for (var i = 0; i < Data.Count; i++)
        {
            var leaf = Data[i];
            declared.Declare(one.Action, leaf.Key, KindOf(leaf));
        }

        if (includeReasons && !Data.IsReadable)
        {
            declared.Declare(one.Action, "dataText"u8, LeafKind.Text);
        }
    }

    public void Write(JsonOutput json, CaseEvent one, OcelDeclarations declared)
    {
        json.Begin(",\"attributes\":["u8);
        json.Item("{\"name\":\"seq\",\"value\":"u8);
        json.Number(one.Seq);
        json.Raw("}"u8);
        foreach (var (name, value) in Texts)
        {
            Write(json, name, value(one));
        }

        Write(json, "reason"u8, includeReasons ? one.Reason : null);
        for (var i = 0; i < Data.Count; i++)
        {
            var leaf = Data[i];
            Write(json, leaf, declared[one.Action, leaf.Key]);
        }

        Write(json, "dataText"u8, includeReasons && !Data.IsReadable ? one.Data : null);
        json.End("]"u8);
    }

    private static void Write(JsonOutput json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            WriteName(json, name);
            json.String(value);
            json.Raw("}"u8);
        }
    }

    private void Write(JsonOutput json, DataLeaf leaf, LeafKind declared)
    {
        WriteName(json, leaf.Key);
        if (leaf.IsEscaped)
        {
            json.String(JsonText.Unescape(leaf.Raw, ref _scratch));
        }
        else if (declared is LeafKind.Integer or LeafKind.Float or LeafKind.Boolean)
        {
            json.Raw(leaf.Raw);
        }
        else
        {
            json.String(leaf.Raw);
        }

        json.Raw("}"u8);
    }

    /// <summary>Names need no escapes: ours have none, and those of leaves are names of XML.</summary>
    private static void WriteName(JsonOutput json, ReadOnlySpan<byte> name)
    {
        json.Item("{\"name\":\""u8);
        json.Raw(name);
        json.Raw("\",\"value\":"u8);
    }

    /// <summary>A number too large for a double is JSON all the same, but few readers take it: a string.</summary>
    private static LeafKind KindOf(DataLeaf leaf)
        => leaf.Kind == LeafKind.Float && !(Utf8Parser.TryParse(leaf.Raw, out double number, out _) && double.IsFinite(number)) ? LeafKind.Text : leaf.Kind;
}
