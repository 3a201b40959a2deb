using CaseWorkflows.Cases.History;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>The second reading of a log: writes its events, each with the objects it is about.</summary>
internal sealed class OcelEvents(JsonOutput json, EventLog log, OcelDeclarations declared)
{
    private readonly OcelEventAttributes _attributes = new(log.IncludeReasons);
    private OcelFacts? _facts;

    public static void WriteTypes(JsonOutput json, OcelDeclarations declared)
    {
        json.Begin("\"eventTypes\":["u8);
        foreach (var (action, attributes) in declared.All)
        {
            OcelObjectTypes.WriteBegin(json, action);
            foreach (var (name, kind) in attributes)
            {
                json.Item("{\"name\":"u8);
                json.String(name);
                json.Raw(",\"type\":"u8);
                json.String(TypeOf(kind));
                json.Raw("}"u8);
            }

            json.End("]}\n"u8);
        }

        json.End("],\n"u8);
    }

    public void Write(LoggedCase of, CaseEvent one)
    {
        _attributes.Read(one);
        json.Item("{\"id\":"u8);
        OcelId.WriteEvent(json, of.Id, one.Seq);
        json.Raw(",\"type\":"u8);
        json.String(one.Action);
        json.Raw(",\"time\":"u8);
        json.Time(one.At);
        _attributes.Write(json, one, declared);
        WriteRelationships(of, one);
    }

    private void WriteRelationships(LoggedCase of, CaseEvent one)
    {
        var facts = _facts ??= new(_attributes.Data);
        json.Begin(",\"relationships\":["u8);
        OcelObjectWriter.Relate(json, OcelId.Case(of.Id), "case");
        OcelObjectWriter.Relate(json, OcelId.Person(one.Actor), "actor");
        if (one.OnBehalfOf is not null)
        {
            OcelObjectWriter.Relate(json, OcelId.Person(one.OnBehalfOf), "on behalf of");
        }

        if (one.DefinitionVersion is not null)
        {
            OcelObjectWriter.Relate(json, OcelId.Definition(one.DefinitionVersion), "definition");
        }

        if (facts.Task is { } task)
        {
            OcelObjectWriter.Relate(json, OcelId.Task(of.Id, task), "task");
        }

        if (facts.Document is { } document)
        {
            OcelObjectWriter.Relate(json, OcelId.Document(of.Id, document), "document");
        }

        json.End("]}\n"u8);
    }

    private static ReadOnlySpan<byte> TypeOf(LeafKind kind) => kind switch
    {
        LeafKind.Time => "time"u8,
        LeafKind.Integer => "integer"u8,
        LeafKind.Float => "float"u8,
        LeafKind.Boolean => "boolean"u8,
        _ => "string"u8,
    };
}
