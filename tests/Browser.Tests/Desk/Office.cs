using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.Intake;
using CaseWorkflows.Host.Tests.CaseFiles;
using CaseWorkflows.Host.Tests.Staff;
using CaseWorkflows.Host.Walkthrough;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Browser.Tests.Desk;

/// <summary>An association at work, with the workflows as they come with the product and cases at every step.</summary>
public sealed class Office : IAsyncLifetime
{
    public const string Association = "bakkah";

    private const int Cases = 9;

    private static readonly string[] Names = ["نورة عبدالله", "خالد إبراهيم", "منى سعد", "فهد ناصر", "سلطانة علي", "أحمد ياسر", "ريم صالح", "هدى فيصل", "ماجد عمر"];

    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    public Service Service { get; } = new(Path.Combine(Host.Settings.Repository.Root, "workflows"));

    /// <summary>Ids of the cases, each a step further than the one before.</summary>
    public IReadOnlyList<string> CaseIds { get; private set; } = [];

    public async Task InitializeAsync()
    {
        foreach (var role in Role.All)
        {
            _ids[role.Key] = await Service.HireAsync($"the-{role.Key}", (Association, role));
        }

        await Service.HireAsync("committee-member-2", (Association, Role.CommitteeMember));
        await Service.HireAsync("committee-member-3", (Association, Role.CommitteeMember));
        var (cases, clock) = (new List<string>(), new SteppedClock(Service.Clock.GetUtcNow()));
        var association = Service.Services.GetRequiredService<AssociationRegistry>().Find(Association)!;
        for (var index = 0; index < Cases; index++)
        {
            var (person, walk, script) = (Somebody.New(Names[index]), new CaseWalk(Service.Services, clock, association, role => _ids[role.Key]), new WalkScript());
            var opened = await walk.OpenAsync(new OpenCaseRequest("interview", association.Profile.Services[index % 3].Key, new(person.FullName, person.NationalId, person.Mobile)), default);
            cases.Add(opened.Value);
            for (var step = 0; step < index && await walk.OpenTaskAsync(default) is { } task && script.NextFor(task.ActivityType) is { } move; step++)
            {
                Assert.Null((await walk.CompleteAsync(task, move.Action, move.Reason, move.Data, default)).Refusal);
                await Service.SettleAsync();
            }
        }

        CaseIds = cases;
        await FileAsync(cases[^1]);
    }

    /// <summary>What stands on a case's page besides its course, and the committee's meeting about it.</summary>
    private async Task FileAsync(string caseId)
    {
        using var somebody = await Visitor.SignedInAsync(Service, [.. Role.All.Select(role => (Association, role))]);
        var filed = await somebody.AttachAsync(await somebody.OpenAsync($"/cases/{caseId}"), Papers.Pdf(), "عقد الإيجار.pdf", "application/pdf");
        var said = await somebody.SubmitAsync(filed, "form[action$='/comments']", ("text", "تحققت من العقد."), ("notify", _ids[Role.RelationsOfficer.Key]));
        await somebody.SubmitAsync(said, "form[action$='/messages']", ("text", "وصل طلبكم، وسيُدرس في اللجنة."));
        await somebody.SubmitAsync(await somebody.OpenAsync("/committee/sessions/new"), "main form", ("title", "الجلسة الأولى"), ("day", "2026-03-05"), ("place", "مقر الجمعية"));
    }

    /// <summary>Somebody who may open every page there is.</summary>
    public Task<Visit> EverybodyAsync(Chromium chromium, string language) => Service.VisitAsync(chromium, language, [.. Role.All.Select(role => (Association, role))]);

    /// <summary>Every page with something on it, and what pictures of it are called.</summary>
    public async Task<IReadOnlyList<(string Name, string Address)>> PagesAsync()
    {
        var tasks = await Service.LookAsync(context => context.UserTasks.Where(task => task.CompletedAt == null).OrderBy(task => task.CreatedAt).Select(task => new { task.Id, task.ActivityType }).ToListAsync());
        var sessions = await Service.LookAsync(context => context.Sessions.Select(session => session.Id).ToListAsync());
        return
        [
            ("inbox", "/inbox"), ("inbox-all", "/inbox?scope=all"), ("inbox-available", "/inbox?scope=available"), ("inbox-attention", "/inbox?scope=needs-attention"),
            .. tasks.DistinctBy(task => task.ActivityType).Select(task => ($"task-{task.ActivityType.Split('.')[^1]}", $"/tasks/{task.Id}")),
            ("committee", "/committee"), .. tasks.Where(task => task.ActivityType.EndsWith("CommitteeReview", StringComparison.Ordinal)).Take(1).Select(task => ("committee-case", $"/committee/{task.Id}")),
            ("session-new", "/committee/sessions/new"), .. sessions.Select(id => ("session", $"/committee/sessions/{id}")), .. sessions.Select(id => ("minutes", $"/committee/sessions/{id}/minutes")),
            ("cases", "/cases"), ("cases-none", "/cases?q=zzz"), ("case", $"/cases/{CaseIds[^1]}"), ("case-first", $"/cases/{CaseIds[0]}"), ("case-print", $"/cases/{CaseIds[^1]}/print"),
            ("done", $"/intake/done/{CaseIds[0]}"), ("intake-found", "/intake?q=" + Uri.EscapeDataString(Names[0])), ("sign-out", "/signed-in"), ("second-factor", "/account/second-factor"), ("inbox-mine", "/inbox?scope=mine"),
            ("intake", "/intake"), ("person", $"/people/{_ids[Role.RelationsOfficer.Key]}"),
            ("trail", "/trail"), ("trail-none", "/trail?q=zzz"), ("reads", "/trail/reads"), ("past", $"/trail/cases/{CaseIds[0]}"), ("past-first", $"/trail/cases/{CaseIds[^1]}?event=1"),
            ("dashboard", "/dashboard"), ("account", "/account"), ("password", "/account/password"), ("absence", "/absences/new"), ("people", "/people"), ("person-new", "/people/new"),
            ("branch-new", "/branches/new"), ("studio", "/studio"), ("check", "/studio/bakkah/procedures/bakkah-procedure/check"), ("versions", "/studio/bakkah/procedures/bakkah-procedure/versions"),
            ("compare", "/studio/bakkah/procedures/bakkah-procedure/compare?from=1&to=1"), ("rehearse", "/studio/bakkah/procedures/bakkah-procedure/rehearse"),
            ("migrate", "/studio/bakkah/procedures/bakkah-procedure/migrate"), ("sign-in", "/sign-in"), ("nothing", "/nothing-here"),
        ];
    }

    public async Task DisposeAsync() => await Service.DisposeAsync();
}
