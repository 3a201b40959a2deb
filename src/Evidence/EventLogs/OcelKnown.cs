using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.People;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>Objects that cases share: people who acted, versions of procedures, associations. They are few, and are kept until all cases are read.</summary>
internal sealed class OcelKnown(EventLog log)
{
    private readonly HashSet<string> _people = new(StringComparer.Ordinal);
    private readonly HashSet<string> _versions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _associations = new(StringComparer.Ordinal) { WellFormed.Of(log.Association) };

    public void Take(LoggedCase one) => _associations.Add(WellFormed.Of(one.Association));

    public void Take(CaseEvent one)
    {
        _people.Add(WellFormed.Of(one.Actor));
        if (one.OnBehalfOf is not null)
        {
            _people.Add(WellFormed.Of(one.OnBehalfOf));
        }

        if (one.DefinitionVersion is not null)
        {
            _versions.Add(WellFormed.Of(one.DefinitionVersion));
        }
    }

    public void Write(JsonOutput json)
    {
        foreach (var id in _people)
        {
            Write(json, OcelId.Person(id), ("kind", id == Actor.SystemId ? "system" : "person"));
        }

        foreach (var id in _versions)
        {
            Write(json, OcelId.Definition(id), log.Definitions.TryGetValue(id, out var known)
                ? [("definition", known.DefinitionId), ("version", known.Number.ToString(System.Globalization.CultureInfo.InvariantCulture))]
                : []);
        }

        foreach (var key in _associations)
        {
            Write(json, OcelId.Association(key), log.Names.Association(key) is { } name ? [("name.ar", name.Arabic), ("name.en", name.English)] : []);
        }
    }

    private static void Write(JsonOutput json, OcelId id, params IEnumerable<(string Name, string Value)> attributes)
        => OcelObjectWriter.Write(json, id, [.. attributes.Select(attribute => (attribute.Name, OcelObjectWriter.Always, attribute.Value))], []);
}
