using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.Procedure;

public sealed class WhenAMessageIsWritten
{
    [Fact]
    public async Task Its_placeholders_are_filled_from_the_case_and_the_associations_own_words()
    {
        using var workflows = new WorkflowsCopy("natiq");
        workflows.Edit("natiq", procedure =>
        {
            procedure.Set("inform", "messageArabic", "String", "طلب {person} رقم {number} لدى {association}");
            procedure.Set("inform", "messageEnglish", "String", "Request {number} of a {person} of {association}");
        });
        await using var host = new HostFactory { WorkflowsFolder = workflows };
        using var team = await Team.HireAsync(host, "natiq");
        var id = await team.BringToCommitteeAsync();
        await host.SettleAsync();

        var number = (await team.Officer.CaseAsync(id)).Text("number");
        var message = await host.LookAsync(db => db.Messages.SingleAsync());
        Assert.Equal(($"طلب مستخدم رقم {number} لدى ناطق", $"Request {number} of a user of Natiq"), (message.TextAr, message.TextEn));
    }

    [Fact]
    public async Task A_step_gone_through_twice_tells_the_person_twice()
    {
        await using var host = new HostFactory();
        using var team = await Team.HireAsync(host, "natiq");
        var id = await team.OpenCaseAsync();
        foreach (var missing in new[] { "الهوية", "العنوان" })
        {
            await team.DoAsync(id, "receive", Role.RelationsOfficer, "Received");
            await team.DoAsync(id, "verify", Role.RelationsOfficer, "Incomplete", missing);
        }

        await host.SettleAsync();

        var told = await host.LookAsync(db => db.Messages.Where(row => row.CaseId == id).Select(row => row.TextAr).ToListAsync());
        Assert.Equal(2, told.Count);
        Assert.Single(told, text => text.EndsWith("الهوية", StringComparison.Ordinal));
        Assert.Single(told, text => text.EndsWith("العنوان", StringComparison.Ordinal));
    }
}
