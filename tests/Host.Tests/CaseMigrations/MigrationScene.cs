using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.CaseMigrations;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.CaseMigrations;

/// <summary>An association with cases under way on one version, and another version published since.</summary>
internal sealed class MigrationScene : IAsyncDisposable
{
    public const string NewVersion = "natiq-procedure-v2";

    private readonly TestStore _data = new();
    private readonly WorkflowsCopy _workflows = new("natiq", "maman");
    private readonly TestClock _clock = new();

    public HostFactory Host { get; private set; } = null!;

    public Team Team { get; private set; } = null!;

    /// <summary>By the name each test gives it.</summary>
    public Dictionary<string, string> Cases { get; } = new(StringComparer.Ordinal);

    public static async Task<MigrationScene> SetAsync(Func<Team, Dictionary<string, string>, Task> before, Action<WorkflowsCopy.Procedure> edit)
    {
        var scene = new MigrationScene();
        await using (var host = scene.Start())
        {
            using var team = await Team.HireAsync(host, "natiq");
            await before(team, scene.Cases);
        }

        scene._workflows.Edit("natiq", edit);
        scene.Host = scene.Start();
        scene.Team = await Team.HireAsync(scene.Host, "natiq");
        return scene;
    }

    public async Task<JsonElement> PreviewAsync(object? map = null)
    {
        using var answer = await Team[Role.ProcessDesigner].Client.PostAsJsonAsync("/api/v1/definitions/natiq-procedure/migrations/preview", new { toVersionId = NewVersion, map });
        return await answer.OkAsync();
    }

    public Task<HttpResponseMessage> BeginAsync(object request) => Team[Role.ProcessDesigner].Client.PostAsJsonAsync("/api/v1/definitions/natiq-procedure/migrations", request);

    /// <summary>Begins, lets the background do its part, and answers with how it stands.</summary>
    public async Task<JsonElement> MigrateAsync(bool passesOver = false, object? map = null)
    {
        using var begun = await BeginAsync(new { toVersionId = NewVersion, reason = "the committee takes longer", passesOver, map });
        var id = (await begun.OkAsync(HttpStatusCode.Accepted)).Text("id");
        await DrainAsync();
        return await StandingAsync(id);
    }

    public Task<JsonElement> StandingAsync(string id) => Team[Role.ProcessDesigner].GetAsync($"/api/v1/migrations/{id}");

    public async Task<JsonElement> UndoAsync(string id, string? caseId = null)
    {
        using var asked = await Team[Role.ProcessDesigner].Client.PostAsJsonAsync($"/api/v1/migrations/{id}/undo", new { caseId });
        await asked.OkAsync(HttpStatusCode.Accepted);
        await DrainAsync();
        return await StandingAsync(id);
    }

    public Task<int> DrainAsync() => Host.Services.GetRequiredService<CaseMigrationWork>().DrainAsync(default);

    /// <summary>Everything of a case that a burst would read, but for what counts changes.</summary>
    public async Task<string> DumpAsync(string name)
    {
        await using var context = await Host.Services.GetRequiredService<IDbContextFactory<CaseDbContext>>().CreateDbContextAsync();
        var file = await context.Cases.SingleAsync(row => row.Id == Cases[name]);
        var instance = await context.Instances.SingleAsync(row => row.Id == file.WorkflowInstanceId);
        return JsonSerializer.Serialize(new
        {
            file.DefinitionVersionId, file.Stage, instance.State, InstanceVersionId = instance.DefinitionVersionId, instance.Version, instance.Status, instance.SubStatus, instance.UpdatedAt,
            Bookmarks = await context.Bookmarks.Where(row => row.WorkflowInstanceId == instance.Id).OrderBy(row => row.Id).ToListAsync(),
            Tasks = await context.UserTasks.Where(row => row.WorkflowInstanceId == instance.Id).OrderBy(row => row.Id).ToListAsync(),
        });
    }

    public async ValueTask DisposeAsync()
    {
        Team.Dispose();
        await Host.DisposeAsync();
        _workflows.Dispose();
        _data.Dispose();
    }

    private HostFactory Start() => new() { KeptData = _data, WorkflowsFolder = _workflows, Clock = _clock };
}
