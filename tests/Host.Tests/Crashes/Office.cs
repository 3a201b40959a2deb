using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace CaseWorkflows.Host.Tests.Crashes;

/// <summary>An answer as it came.</summary>
internal sealed record Reply(int Status, string Text)
{
    public bool Succeeded => Status is >= 200 and < 300;

    public JsonNode Body => JsonNode.Parse(Text)!;

    public string? Code => Text.Length == 0 ? null : (string?)Body["code"];
}

/// <summary>
/// The staff's side of the wire. A request whose answer does not arrive is sent again, unchanged, until one does: the sender cannot know whether the
/// first one was done.
/// </summary>
/// <param name="address">Where the host listens.</param>
/// <param name="closing">Gives up.</param>
/// <param name="inProcess">The way to a host in this process; null goes over the network.</param>
internal sealed class Office(Uri address, CancellationToken closing, Func<HttpMessageHandler>? inProcess = null) : IDisposable
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(25);

    private readonly ConcurrentDictionary<string, HttpClient> _staff = new(StringComparer.Ordinal);
    private int _unanswered;

    /// <summary>Answers that say the host is at fault; there should be none, killed or not.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    /// <summary>How many requests got no answer and were sent again.</summary>
    public int Unanswered => _unanswered;

    /// <summary>Before anything else, and again when the token has expired.</summary>
    public async Task SignInAsync(string role)
    {
        if (_staff.TryRemove(role, out var expired))
        {
            expired.Dispose();
        }

        var way = inProcess?.Invoke() ?? new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5), Expect100ContinueTimeout = TimeSpan.FromMinutes(1) };
        var client = new HttpClient(way) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        _staff[role] = client;
        var reply = await PostAsync(role, "/api/v1/tokens", new { userName = Staffing.UserName(role), password = Staffing.Password });
        Assert.True(reply.Succeeded, $"{role} could not sign in: {reply.Text}");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)reply.Body["accessToken"]!);
    }

    public Task<Reply> GetAsync(string role, string path) => UntilAnsweredAsync(() => _staff[role].GetAsync(new Uri(path, UriKind.Relative), closing));

    public Task<Reply> PostAsync(string role, string path, object body) =>
        UntilAnsweredAsync(() => _staff[role].PostAsJsonAsync(new Uri(path, UriKind.Relative), body, closing));

    /// <summary>Sends once; the answer may be that the host is at fault.</summary>
    public async Task<Reply> TryPostAsync(string role, string path, object body)
    {
        using var answer = await _staff[role].PostAsJsonAsync(new Uri(path, UriKind.Relative), body, closing);
        return new Reply((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(closing));
    }

    /// <summary>Sends once what only the caller can put together.</summary>
    public async Task<Reply> SendAsync(string role, HttpRequestMessage request)
    {
        using var answer = await _staff[role].SendAsync(request, closing);
        return new Reply((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(closing));
    }

    public void Dispose()
    {
        foreach (var client in _staff.Values)
        {
            client.Dispose();
        }
    }

    private async Task<Reply> UntilAnsweredAsync(Func<Task<HttpResponseMessage>> send)
    {
        while (true)
        {
            try
            {
                using var answer = await send();
                var reply = new Reply((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(closing));
                if (reply.Status < 500)
                {
                    return reply;
                }

                Faults.Enqueue($"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri?.AbsolutePath}: {reply.Status} {reply.Text}");
            }
            catch (Exception lost) when (lost is HttpRequestException or IOException or SocketException or TaskCanceledException && !closing.IsCancellationRequested)
            {
                Interlocked.Increment(ref _unanswered);
            }

            await Task.Delay(BetweenTries, closing);
        }
    }
}
