using System.Net.Http.Headers;

namespace CaseWorkflows.Host.Tests.Staff;

/// <summary>Carries a person's token and signs in again when it has run out, as people do on the next morning.</summary>
internal sealed class SigningInAgain(HostFactory host, string userName) : DelegatingHandler
{
    private static readonly TimeSpan Session = TimeSpan.FromMinutes(50);

    private string? _token;
    private DateTimeOffset _since;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var now = host.Clock.GetUtcNow();
        if (_token is null || now - _since > Session)
        {
            (_token, _since) = (await host.TokenAsync(userName), now);
        }

        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        return await base.SendAsync(request, cancellationToken);
    }
}
