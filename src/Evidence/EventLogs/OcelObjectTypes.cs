namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>The attributes objects may have, with the types OCEL 2.0 knows: string, time, integer, float, boolean.</summary>
internal static class OcelObjectTypes
{
    private static readonly (OcelKind Kind, (string Name, string Type)[] Attributes)[] All =
    [
        (OcelKind.Case,
        [
            ("number", "string"), ("service", "string"), ("channel", "string"), ("branch", "string"), ("definition", "string"), ("openedAt", "time"),
            ("stage", "string"), ("result", "string"), ("registrationNumber", "string"), ("closedAt", "time"),
        ]),
        (OcelKind.Task, [("step", "string"), ("stepType", "string"), ("status", "string"), ("assignee", "string"), ("action", "string"), ("dueAt", "time")]),
        (OcelKind.Document, [("kind", "string"), ("mediaType", "string"), ("bytes", "integer"), ("sha256", "string")]),
        (OcelKind.Person, [("kind", "string")]),
        (OcelKind.Definition, [("definition", "string"), ("version", "integer")]),
        (OcelKind.Association, [("name.ar", "string"), ("name.en", "string")]),
    ];

    public static void Write(JsonOutput json)
    {
        json.Begin("\"objectTypes\":["u8);
        foreach (var (kind, attributes) in All)
        {
            WriteBegin(json, kind.ToString());
            foreach (var (name, type) in attributes)
            {
                json.Item("{\"name\":"u8);
                json.String(name);
                json.Raw(",\"type\":"u8);
                json.String(type);
                json.Raw("}"u8);
            }

            json.End("]}\n"u8);
        }

        json.End("],\n"u8);
    }

    /// <summary>A type up to its attributes.</summary>
    public static void WriteBegin(JsonOutput json, string name)
    {
        json.Item("{\"name\":"u8);
        json.String(name);
        json.Begin(",\"attributes\":["u8);
    }

    public static bool IsInteger(string attribute) => attribute is "bytes" or "version";
}
