using System.Text.Json.Nodes;

namespace CaseWorkflows.Host.Tests.Crashes;

/// <summary>A task of a case as its holder sees it after claiming it.</summary>
internal sealed record HeldTask(string Id, string ActivityType, string Role, int Revision, IReadOnlyList<JsonNode> Actions);

/// <summary>One case taken along its procedure by whoever each task asks for; each act is one request that the caller may have sent its own way.</summary>
internal sealed class SingleCase(Office office, string id)
{
    public string Id { get; } = id;

    /// <summary>What to send to open a case; the same mobile is the same person.</summary>
    public static (string Role, string Path, object Body) Opening(string association, string mobile) => (
        "relations-officer", $"/api/v1/associations/{association}/cases",
        new { channel = "phone", service = "support", applicant = new { fullName = "شخص ما", mobile }, operationId = $"open-{mobile}" });

    public static async Task<SingleCase> OpenAsync(Office office, string association)
    {
        var (role, path, body) = Opening(association, "0500000001");
        return Of(office, await office.PostAsync(role, path, body));
    }

    public static SingleCase Of(Office office, Reply opened)
    {
        Assert.True(opened.Succeeded, opened.Text);
        return new(office, (string)opened.Body["id"]!);
    }

    public async Task<JsonNode> ReadAsync() => (await office.GetAsync("relations-officer", $"/api/v1/cases/{Id}")).Body;

    public async Task<int> CountInHistoryAsync(string action) =>
        (await office.GetAsync("auditor", $"/api/v1/cases/{Id}/history")).Body.AsArray().Count(line => (string?)line!["action"] == action);

    /// <summary>What to send to claim the open task.</summary>
    public async Task<(string Role, string Path, object Body)> ClaimingAsync()
    {
        var taskId = (string)(await ReadAsync())["openTasks"]!.AsArray().Single()!["id"]!;
        var task = (await office.GetAsync("relations-officer", $"/api/v1/user-tasks/{taskId}")).Body;
        return ((string)task["candidateGroups"]![0]!, $"/api/v1/user-tasks/{taskId}/claim", new { expectedRevision = (int)task["revision"]! });
    }

    /// <summary>The open task, claimed; claiming it again changes nothing.</summary>
    public async Task<HeldTask> HoldAsync()
    {
        var (role, path, body) = await ClaimingAsync();
        var claimed = await office.PostAsync(role, path, body);
        Assert.True(claimed.Succeeded, claimed.Text);
        var task = (await office.GetAsync(role, path.Replace("/claim", "", StringComparison.Ordinal))).Body;
        return new((string)task["id"]!, (string)task["activityType"]!, role, (int)task["revision"]!, [.. task["actions"]!.AsArray().Select(action => action!)]);
    }

    /// <summary>What to send to complete a held task by the action that leads on.</summary>
    public static (string Role, string Path, object Body) Completing(HeldTask task) => (
        task.Role, $"/api/v1/user-tasks/{task.Id}/complete",
        new { action = (string)task.Actions[0]["name"]!, data = new { score = 5 }, expectedRevision = task.Revision, operationId = $"complete-{task.Id}" });

    /// <summary>Takes the case along until a task of that type is held; null takes it to its end.</summary>
    public async Task<HeldTask?> AdvanceAsync(string? activityType)
    {
        while ((string?)(await ReadAsync())["stage"] != "Closed")
        {
            var task = await HoldAsync();
            if (task.ActivityType == activityType)
            {
                return task;
            }

            var (role, path, body) = Completing(task);
            var done = await office.PostAsync(role, path, body);
            Assert.True(done.Succeeded, done.Text);
        }

        Assert.Null(activityType);
        return null;
    }
}
