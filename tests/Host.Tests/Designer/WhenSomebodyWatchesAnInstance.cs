using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;

namespace CaseWorkflows.Host.Tests.Designer;

public sealed class WhenSomebodyWatchesAnInstance : IAsyncLifetime
{
    private const char End = '\u001e';

    private readonly HostFactory _host = new();
    private Team _team = null!;
    private string _case = null!;
    private string _instance = null!;

    public async Task InitializeAsync()
    {
        _team = await Team.HireAsync(_host, "natiq");
        _case = await _team.OpenCaseAsync();
        _instance = await _host.LookAsync(db => Task.FromResult(db.Cases.Single(row => row.Id == _case).WorkflowInstanceId));
    }

    public async Task DisposeAsync()
    {
        _team.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task They_are_told_when_it_moves_on()
    {
        using var socket = await ConnectAsync(await TokenAsync("natiq", Role.Auditor));
        Assert.Null((await InvokeAsync(socket, _instance))["error"]);

        await _team.DoAsync(_case, "receive", Role.RelationsOfficer, "Received");

        var told = new List<string>();
        while (told.Count < 3)
        {
            var message = await NextAsync(socket);
            if ((int)message["type"]! == 1)
            {
                told.Add((string)message["target"]!);
                Assert.Single(message["arguments"]!.AsArray());
            }
        }

        Assert.Equal(["WorkflowExecutionLogUpdatedAsync", "WorkflowInstanceUpdatedAsync", "ActivityExecutionLogUpdatedAsync"], told);
    }

    [Fact]
    public async Task Somebody_of_another_association_is_told_there_is_none()
    {
        using var socket = await ConnectAsync(await TokenAsync("bakkah", Role.Auditor));

        Assert.Contains("no workflow instance", (string)(await InvokeAsync(socket, _instance))["error"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_door_is_closed_to_those_who_are_not_signed_in_or_have_another_role()
    {
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => ConnectAsync("nonsense"));
        var officer = await TokenAsync("natiq", Role.RelationsOfficer);
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => ConnectAsync(officer));
    }

    private async Task<string> TokenAsync(string association, Role role)
    {
        var name = $"watcher-{Guid.NewGuid():N}";
        await _host.HireAsync(name, association, role);
        return await _host.TokenAsync(name);
    }

    private async Task<WebSocket> ConnectAsync(string token)
    {
        var socket = await _host.Server.CreateWebSocketClient().ConnectAsync(new Uri($"ws://localhost/elsa/hubs/workflow-instance?access_token={token}"), default);
        await SendAsync(socket, new JsonObject { ["protocol"] = "json", ["version"] = 1 });
        await NextAsync(socket);
        return socket;
    }

    private async Task<JsonObject> InvokeAsync(WebSocket socket, string instance)
    {
        await SendAsync(socket, new JsonObject { ["type"] = 1, ["invocationId"] = "1", ["target"] = "ObserveInstanceAsync", ["arguments"] = new JsonArray((JsonNode)instance) });
        while (true)
        {
            var message = await NextAsync(socket);
            if ((int?)message["type"] == 3)
            {
                return message;
            }
        }
    }

    private static Task SendAsync(WebSocket socket, JsonObject message)
        => socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString() + End), WebSocketMessageType.Text, endOfMessage: true, default);

    private readonly Queue<string> _read = new();

    private string _part = "";

    private async Task<JsonObject> NextAsync(WebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        while (_read.Count == 0)
        {
            var received = await socket.ReceiveAsync(buffer, default);
            var pieces = (_part + Encoding.UTF8.GetString(buffer, 0, received.Count)).Split(End);
            _part = pieces[^1];
            foreach (var piece in pieces[..^1])
            {
                _read.Enqueue(piece);
            }
        }

        return JsonNode.Parse(_read.Dequeue())!.AsObject();
    }
}
