using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace CaseWorkflows.Host.Tests.Crashes;

/// <summary>Cases nobody has seen closed yet; any worker may take any of them, also two at once.</summary>
internal sealed class OpenCases
{
    private readonly ConcurrentDictionary<string, byte> _ids = new(StringComparer.Ordinal);

    public int Count => _ids.Count;

    public void Add(string id) => _ids[id] = 0;

    public void Remove(string id) => _ids.TryRemove(id, out _);

    public string? Any(Random random) => _ids.Keys.ToArray() is { Length: > 0 } ids ? ids[random.Next(ids.Length)] : null;
}

/// <summary>Opens cases and does the tasks of others' cases too, in whichever role a task asks for, at random, writing down every promise it is given.</summary>
internal sealed class Caseworker(
    int number, Random random, Office office, IReadOnlyDictionary<string, string> staff, OpenCases cases, Acknowledged acknowledged, params string[] without)
{
    private const int CasesAtOnce = 12;
    private readonly string[] _associations = [.. new[] { "textile-sewing", "bakkah", "natiq", "maman", "awdat-sudair" }.Except(without)];
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(3);

    private int _opened;

    /// <summary>Works until told to go home, and then on until no case is left open.</summary>
    public async Task WorkAsync(CancellationToken goingHome, CancellationToken closing)
    {
        while (!closing.IsCancellationRequested)
        {
            var mayOpen = !goingHome.IsCancellationRequested && cases.Count < CasesAtOnce;
            if (mayOpen && random.Next(3) == 0)
            {
                await OpenAsync();
            }
            else if (cases.Any(random) is { } id)
            {
                await StepAsync(id);
            }
            else if (!mayOpen && goingHome.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(Breath, closing);
        }
    }

    private async Task OpenAsync()
    {
        var (association, operation) = (_associations[random.Next(_associations.Length)], Guid.NewGuid().ToString());
        var mobile = string.Create(CultureInfo.InvariantCulture, $"05{number}{++_opened:0000000}");
        var body = new { channel = "phone", service = "support", applicant = new { fullName = $"شخص {number} {_opened}", mobile }, operationId = operation };
        var reply = await TwiceAtTimesAsync("relations-officer", $"/api/v1/associations/{association}/cases", body);
        Assert.True(reply.Succeeded, $"A case was not opened: {reply.Status} {reply.Text}");
        var opened = new OpenedCase((string)reply.Body["id"]!, (string)reply.Body["number"]!);
        acknowledged.Opened[operation] = opened;
        cases.Add(opened.Id);
    }

    private async Task StepAsync(string caseId)
    {
        var found = await office.GetAsync("relations-officer", $"/api/v1/cases/{caseId}");
        Assert.True(found.Succeeded, $"Case {caseId}, which was promised, is gone: {found.Text}");
        if ((string?)found.Body["stage"] == "Closed")
        {
            cases.Remove(caseId);
        }
        else if (found.Body["openTasks"]!.AsArray() is { Count: > 0 } tasks)
        {
            await DoAsync(caseId, (string)tasks[random.Next(tasks.Count)]!["id"]!);
        }
    }

    private async Task DoAsync(string caseId, string taskId)
    {
        var task = (await office.GetAsync("relations-officer", $"/api/v1/user-tasks/{taskId}")).Body;
        if ((string?)task["status"] is "Completed" or "Cancelled" || IsLeftToTheClock(task))
        {
            return;
        }

        var roles = task["candidateGroups"]!.AsArray().Select(role => (string)role!).ToArray();
        var role = staff.FirstOrDefault(person => person.Value == (string?)task["assignee"]).Key ?? roles[random.Next(roles.Length)];
        var claim = await office.PostAsync(role, $"/api/v1/user-tasks/{taskId}/claim", new { expectedRevision = (int)task["revision"]! });
        if (claim.Succeeded)
        {
            await CompleteAsync(caseId, taskId, role, Chosen(task["actions"]!.AsArray()), (int)claim.Body["revision"]!);
        }
    }

    private async Task CompleteAsync(string caseId, string taskId, string role, string action, int revision)
    {
        var operation = Guid.NewGuid().ToString();
        var reply = await TwiceAtTimesAsync(role, $"/api/v1/user-tasks/{taskId}/complete", new
        {
            action, reason = "سبب", data = new { score = 5 }, expectedRevision = revision, operationId = operation,
        });
        if (reply.Succeeded)
        {
            acknowledged.Completed[operation] = new CompletedTask(taskId, caseId, staff[role], action);
        }
        else
        {
            Assert.True(reply.Status == 409, $"A task was refused: {reply.Status} {reply.Text}");
        }
    }

    /// <summary>Every fifth time sends what was just acknowledged again, which must change nothing, the answer included.</summary>
    private async Task<Reply> TwiceAtTimesAsync(string role, string path, object body)
    {
        var reply = await office.PostAsync(role, path, body);
        if (reply.Succeeded && random.Next(5) == 0)
        {
            Assert.Equal(reply, await office.PostAsync(role, path, body));
        }

        return reply;
    }

    /// <summary>Mostly the first action, which leads on; sometimes another, which leads round.</summary>
    private string Chosen(JsonArray actions) => (string)actions[random.Next(4) == 0 ? random.Next(actions.Count) : 0]!["name"]!;

    /// <summary>Half of what the clock may end, it shall end; whichever half, it is the same one for every worker.</summary>
    private static bool IsLeftToTheClock(JsonNode task) =>
        (string?)task["activityType"] is "CaseWorkflows.OfferAppeal" or "CaseWorkflows.MeasureSatisfaction" && ((string)task["id"]!)[^1] % 2 == 0;
}
