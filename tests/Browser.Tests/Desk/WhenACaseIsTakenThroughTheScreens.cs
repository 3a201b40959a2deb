using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Browser.Tests.Desk;

/// <summary>A case of each association from the request to the end, through the pages, each person signed in as themselves.</summary>
[Collection(InTheBrowser.Name)]
public sealed class WhenACaseIsTakenThroughTheScreens(Chromium chromium)
{
    [BrowserTheory]
    [InlineData("textile-sewing", "ar")]
    [InlineData("bakkah", "ar")]
    [InlineData("natiq", "ar")]
    [InlineData("maman", "ar")]
    [InlineData("awdat-sudair", "ar")]
    [InlineData("bakkah", "en")]
    public async Task It_ends_served(string association, string language)
    {
        await using var service = new Service(Path.Combine(Host.Settings.Repository.Root, "workflows"));
        await using var officer = await SitDownAsync(Role.RelationsOfficer);
        await using var clerk = await SitDownAsync(Role.RegistrationClerk);
        await using var provider = await SitDownAsync(Role.ServiceProvider);
        await using var chair = await SitDownAsync(Role.CommitteeChair);
        await using var member = await SitDownAsync(Role.CommitteeMember);
        await using var other = await SitDownAsync(Role.CommitteeMember);
        await using var colleague = await SitDownAsync(Role.RelationsOfficer);

        var person = Somebody.New("نورة بنت عبدالله");
        var number = await officer.OpenCaseAsync(association, person.FullName, person.NationalId, person.Mobile);
        await officer.DoAsync(number, "Received");
        await officer.DoAsync(number, "Verified");
        await officer.DoAsync(number, "Signed");
        if (await IsWaitingForAsync("InformApplicant"))
        {
            await officer.DoAsync(number, "Done");
        }

        await member.VoteAsync(number, "Approve", "الحاجة ثابتة بالمستندات.");
        await other.VoteAsync(number, "Approve", "أوافق.");
        if (await IsWaitingForAsync("CommitteeReview"))
        {
            await chair.VoteAsync(number, "Approve", "أوافق.");
        }

        await service.PassTimeAsync(TimeSpan.FromDays(31));
        await using var clerkAgain = await AgainAsync(clerk);
        await clerkAgain.DoAsync(number, "Registered");
        await using var providerAgain = await AgainAsync(provider);
        await providerAgain.DoAsync(number, "Delivered");
        await using var colleagueAgain = await AgainAsync(colleague);
        await colleagueAgain.DoAsync(number, "Answered");

        Assert.Equal(("Closed", "Served"), await service.LookAsync(context => context.Cases.Where(row => row.Number == number).Select(row => new ValueTuple<string, string?>(row.Stage, row.Result)).SingleAsync()));
        Assert.All([officer, clerkAgain, providerAgain, member, other, colleagueAgain], worker => Assert.Empty(worker.Visit.Complaints));

        async Task<Worker> SitDownAsync(Role role) => new(await service.VisitAsync(chromium, language, (association, role)));

        // The clock has moved on by a month, and a session lasts ten hours.
        async Task<Worker> AgainAsync(Worker worker)
        {
            var visit = await Visit.BeginAsync(service, chromium, language);
            await visit.SignInAsync(worker.Visit.UserName);
            return new(visit);
        }

        Task<bool> IsWaitingForAsync(string step) =>
            service.LookAsync(context => context.UserTasks.AnyAsync(task => task.CompletedAt == null && task.ActivityType == "CaseWorkflows." + step && context.Cases.Any(row => row.Id == task.CaseId && row.Number == number)));
    }
}
