namespace CaseWorkflows.Host.Tests.Nodes;

/// <summary>A load balancer on the wire: each request goes to the next of the addresses, alive or not.</summary>
internal sealed class AnyOf(IReadOnlyList<Uri> addresses) : DelegatingHandler(new SocketsHttpHandler
{
    ConnectTimeout = TimeSpan.FromSeconds(5),
    Expect100ContinueTimeout = TimeSpan.FromMinutes(1),
})
{
    private int _next;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = addresses[(int)((uint)Interlocked.Increment(ref _next) % (uint)addresses.Count)];
        request.RequestUri = new Uri(address, request.RequestUri!.PathAndQuery);
        return base.SendAsync(request, cancellationToken);
    }
}
