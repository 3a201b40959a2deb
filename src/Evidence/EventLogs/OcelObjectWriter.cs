using System.Text;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>An object of OCEL 2.0: id, type, attributes each with the moment from which it holds, and relationships to other objects.</summary>
internal static class OcelObjectWriter
{
    /// <summary>Of what never changes: OCEL 2.0 gives first values the time 1970-01-01T00:00:00Z.</summary>
    public static readonly DateTimeOffset Always = DateTimeOffset.UnixEpoch;

    public static void Write(JsonOutput json, OcelId id, IReadOnlyList<(string Name, DateTimeOffset From, string Value)> attributes, IEnumerable<(OcelId Id, string Qualifier)> relationships)
    {
        json.Item("{\"id\":"u8);
        id.Write(json);
        json.Raw(",\"type\":"u8);
        json.String(id.Kind.ToString());
        json.Begin(",\"attributes\":["u8);
        for (var i = 0; i < attributes.Count; i++)
        {
            Write(json, attributes[i].Name, attributes[i].From, attributes[i].Value);
        }

        json.End("]"u8);
        json.Begin(",\"relationships\":["u8);
        foreach (var (related, qualifier) in relationships)
        {
            Relate(json, related, qualifier);
        }

        json.End("]}\n"u8);
    }

    public static void Relate(JsonOutput json, OcelId id, string qualifier)
    {
        json.Item("{\"objectId\":"u8);
        id.Write(json);
        json.Raw(",\"qualifier\":"u8);
        json.String(qualifier);
        json.Raw("}"u8);
    }

    private static void Write(JsonOutput json, string name, DateTimeOffset from, string value)
    {
        json.Item("{\"name\":"u8);
        json.String(name);
        json.Raw(",\"time\":"u8);
        json.Time(from);
        json.Raw(",\"value\":"u8);
        if (OcelObjectTypes.IsInteger(name))
        {
            json.Raw(Encoding.UTF8.GetBytes(value));
        }
        else
        {
            json.String(value);
        }

        json.Raw("}"u8);
    }
}
