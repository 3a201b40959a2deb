using System.Net;
using System.Text.Json;
using CaseWorkflows.Host.Tests.Databases;

namespace CaseWorkflows.Host.Tests.Crashes;

[Collection(CrashCollection.Name)]
public sealed class WhenTheProcessIsToldToStop
{
    [Fact]
    public async Task The_request_under_way_is_answered_and_the_database_put_away()
    {
        using var data = new TestStore();
        using var workflows = HurriedWorkflows.WithFloor(TimeSpan.FromSeconds(1));
        await Staffing.HireAsync(data, workflows.Folder);
        await using var host = new RunningHost(data, workflows.Folder);
        using var closing = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var office = new Office(host.Address, closing.Token);
        await host.StartAsync();
        await office.SignInAsync("relations-officer");
        var (role, path, body) = SingleCase.Opening("natiq", "0500000001");
        var content = new HeldBackContent(JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.ExpectContinue = true;

        var sending = office.SendAsync(role, request);
        await content.IsBeingRead.WaitAsync(closing.Token);
        host.Terminate();
        await host.DeafAsync();
        content.Release();

        var opened = await sending;
        Assert.True(opened.Status == 201, $"{opened.Text}\n{host.Output}");
        Assert.Equal(0, await host.ExitCodeAsync());
        Assert.False(File.Exists(Path.Combine(data.Folder, "caseworkflows.db-wal")), "The write-ahead log was not folded into the database.");
        await using var truth = await StoredTruth.OfAsync(data);
        var acknowledged = new Acknowledged();
        acknowledged.Opened["open-0500000001"] = new((string)opened.Body["id"]!, (string)opened.Body["number"]!);
        Assert.Empty(await truth.WrongNowAsync(acknowledged));
    }

    /// <summary>Sent half, once the host asks for it; the other half when released. Until then the host is in the middle of the request.</summary>
    private sealed class HeldBackContent : HttpContent
    {
        private readonly byte[] _body;
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HeldBackContent(byte[] body)
        {
            _body = body;
            Headers.ContentType = new("application/json");
        }

        public Task IsBeingRead => _asked.Task;

        public void Release() => _released.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(_body.AsMemory(0, _body.Length / 2));
            await stream.FlushAsync();
            _asked.SetResult();
            await _released.Task;
            await stream.WriteAsync(_body.AsMemory(_body.Length / 2));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _body.Length;
            return true;
        }
    }
}
