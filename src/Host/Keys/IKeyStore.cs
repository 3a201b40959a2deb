namespace CaseWorkflows.Host.Keys;

/// <summary>Where the installation keeps its own secrets: in the data folder beside SQLite, and in the database where several hosts share one.</summary>
internal interface IKeyStore
{
    /// <summary>The secret of that name, made and kept the first time. When two hosts ask at once, both get the one that was kept.</summary>
    string GetOrAdd(string name, Func<string> make);
}
