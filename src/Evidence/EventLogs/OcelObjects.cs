using CaseWorkflows.Cases.History;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>The first reading of a log: writes the objects of each case, and notes what all cases share and what their events will need declared.</summary>
internal sealed class OcelObjects(JsonOutput json, EventLog log, LogMark mark)
{
    private readonly OcelEventAttributes _attributes = new(log.IncludeReasons);
    private OcelFacts? _facts;
    private readonly OcelKnown _known = new(log);

    public OcelDeclarations Declared { get; } = new();

    public void Write(LoggedCase one, CancellationToken ct)
    {
        var told = new OcelCase(one);
        var facts = _facts ??= new(_attributes.Data);
        mark.Take(one);
        _known.Take(one);
        told.Begin();
        foreach (var next in one.Events)
        {
            ct.ThrowIfCancellationRequested();
            mark.Take(next);
            _attributes.Read(next);
            _attributes.Declare(next, Declared);
            _known.Take(next);
            told.Take(next, facts);
        }

        told.End();
        Write(one, told);
    }

    public void WriteShared() => _known.Write(json);

    private void Write(LoggedCase one, OcelCase told)
    {
        var id = OcelId.Case(one.Id);
        (OcelId, string)[] ofCase = [(id, "belongs to")];
        OcelObjectWriter.Write(json, id, told.Values.All, [(OcelId.Association(one.Association), "belongs to"), .. told.Versions.Select(version => (OcelId.Definition(version), "runs on"))]);
        foreach (var (task, values) in told.Tasks)
        {
            OcelObjectWriter.Write(json, OcelId.Task(one.Id, task), values.All, ofCase);
        }

        foreach (var (document, values) in told.Documents)
        {
            OcelObjectWriter.Write(json, OcelId.Document(one.Id, document), values.All, ofCase);
        }
    }
}
