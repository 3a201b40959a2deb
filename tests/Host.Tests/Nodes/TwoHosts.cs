using CaseWorkflows.Host.Tests.Databases;

namespace CaseWorkflows.Host.Tests.Nodes;

/// <summary>Two hosts on one PostgreSQL database, started at once on one clock. People hired at the first are sent to either in turn.</summary>
internal sealed class TwoHosts : IAsyncDisposable
{
    private TwoHosts(TestStore store, bool background)
    {
        Store = store;
        Second = new() { KeptData = store, Clock = Clock, WithBackground = background };
        First = new() { KeptData = store, Clock = Clock, WithBackground = background, Others = [Second] };
    }

    public TestClock Clock { get; } = new();

    public TestStore Store { get; }

    public HostFactory First { get; }

    public HostFactory Second { get; }

    public IReadOnlyList<HostFactory> Both => [First, Second];

    public static Task<TwoHosts> StartAsync(bool background = false) => StartAsync(TestStore.OnPostgres(), background);

    public static async Task<TwoHosts> StartAsync(TestStore store, bool background = false)
    {
        var hosts = new TwoHosts(store, background);
        await Task.WhenAll(hosts.Both.Select(host => Task.Run(() => host.Services)));
        return hosts;
    }

    /// <summary>The same at both at the same instant.</summary>
    public async Task<T[]> AtOnceAsync<T>(Func<HostFactory, Task<T>> act)
    {
        using var gun = new Barrier(Both.Count);
        return await Task.WhenAll(Both.Select(host => Task.Run(() =>
        {
            gun.SignalAndWait();
            return act(host);
        })));
    }

    public async ValueTask DisposeAsync()
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
        Store.Dispose();
    }
}
