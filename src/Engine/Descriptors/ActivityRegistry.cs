namespace CaseWorkflows.Engine.Descriptors;

/// <summary>The activity types a definition may use. Immutable; adding gives a new registry.</summary>
public sealed class ActivityRegistry
{
    private readonly Dictionary<(string Type, int Version), ActivityDescriptor> _exact;
    private readonly Dictionary<string, ActivityDescriptor> _latest;

    public ActivityRegistry(IEnumerable<ActivityDescriptor> descriptors)
    {
        _exact = descriptors.ToDictionary(descriptor => (descriptor.TypeName, descriptor.Version));
        _latest = _exact.Values.GroupBy(descriptor => descriptor.TypeName, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.MaxBy(descriptor => descriptor.Version)!, StringComparer.Ordinal);
    }

    public IEnumerable<ActivityDescriptor> All => _exact.Values;

    /// <summary>The exact version, else the newest known of that type, else null.</summary>
    public ActivityDescriptor? Find(string type, int version) => _exact.GetValueOrDefault((type, version)) ?? _latest.GetValueOrDefault(type);

    public ActivityRegistry With(IEnumerable<ActivityDescriptor> more) => new(_exact.Values.Concat(more));
}
