namespace CaseWorkflows.Host.Tests.Staff;

/// <summary>A load balancer that remembers nobody: each request goes to the next host.</summary>
internal sealed class InTurn : HttpMessageHandler
{
    private readonly HttpMessageInvoker[] _hosts;
    private int _next;

    public InTurn(IEnumerable<HostFactory> hosts) => _hosts = [.. hosts.Select(host => new HttpMessageInvoker(host.Server.CreateHandler()))];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _hosts[(uint)Interlocked.Increment(ref _next) % (uint)_hosts.Length].SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            Array.ForEach(_hosts, host => host.Dispose());
        }
    }
}
