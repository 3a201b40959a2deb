namespace CaseWorkflows.Engine.Activities.Flowcharts;

/// <summary>One end of a connection.</summary>
public sealed record Endpoint(IActivity Activity, string? Port = null);

/// <summary>A line on a flowchart, from an outcome of one activity to another.</summary>
public sealed class Connection(Endpoint source, Endpoint target)
{
    public Connection(IActivity source, IActivity target)
        : this(new Endpoint(source, "Done"), new Endpoint(target, "In"))
    {
    }

    public Endpoint Source { get; } = source;

    public Endpoint Target { get; } = target;

    /// <summary>The key under which visits are counted; ids and ports, so it survives a restart.</summary>
    public string Key { get; } = $"{source.Activity.Id}:{source.Port}->{target.Activity.Id}:{target.Port}";

    public override string ToString() => Key;
}
