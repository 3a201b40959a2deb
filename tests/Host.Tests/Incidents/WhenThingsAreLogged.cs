using System.Text.RegularExpressions;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;

namespace CaseWorkflows.Host.Tests.Incidents;

public sealed partial class WhenThingsAreLogged
{
    private const string Name = "مقدمة الطلب التجريبية";
    private const string Needs = "حاجة موصوفة بالتفصيل";
    private const string Reason = "سبب مكتوب باليد";

    [Fact]
    public async Task Nothing_that_tells_who_somebody_is_appears_in_the_log_of_a_whole_run()
    {
        await using var host = new HostFactory();
        using var team = await Team.HireAsync(host, "natiq");
        var person = Somebody.New(Name);
        var request = new { channel = "phone", service = "support", needs = Needs, applicant = new { fullName = Name, nationalId = person.NationalId, mobile = person.Mobile, dateOfBirth = "1410-05-03" } };
        await RunAsync(host, team, request);
        await MisuseAsync(team, person, request);

        Assert.NotEmpty(host.Log.Lines);
        string[] secrets = [Name, person.NationalId, person.Mobile, person.Mobile[1..], "1410-05-03", Needs, Reason, HostFactory.Password];
        Assert.All(host.Log.Lines, line => Assert.DoesNotContain(secrets, secret => line.Contains(secret, StringComparison.Ordinal)));
        Assert.All(host.Log.Lines, line => Assert.DoesNotMatch(Arabic(), line));
        Assert.DoesNotContain(host.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    private static async Task RunAsync(HostFactory host, Team team, object request)
    {
        var id = await team.OpenCaseAsync(request);
        await team.DoAsync(id, "receive", Role.RelationsOfficer, "Received");
        await team.DoAsync(id, "verify", Role.RelationsOfficer, "Incomplete", Reason);
        await team.DoAsync(id, "receive", Role.RelationsOfficer, "Received", data: new { note = Reason });
        await team.DoAsync(id, "verify", Role.RelationsOfficer, "Verified");
        await team.DoAsync(id, "declare", Role.RelationsOfficer, "Signed");
        await host.PassTimeAsync(TimeSpan.FromDays(30));
        await team.DoAsync(id, "committee", Role.CommitteeMember, "Rejected", Reason);
        await team.DoAsync(id, "offer-appeal", Role.RelationsOfficer, "Appealed", Reason);
        await host.PassTimeAsync(TimeSpan.FromDays(30));
        await team.DoAsync(id, "appeal-committee", Role.CommitteeMember, "Rejected", Reason);
        await host.SettleAsync();
    }

    private static async Task MisuseAsync(Team team, Somebody person, object request)
    {
        foreach (var path in new[] { $"/api/v1/cases/{person.NationalId}", $"/api/v1/cases/{person.NationalId}/history", $"/api/v1/cases?q={person.NationalId}", $"/api/v1/user-tasks/{person.Mobile}", $"/{Name}" })
        {
            (await team.Officer.Client.GetAsync(path)).Dispose();
        }

        (await team.Officer.ClaimAsync(person.NationalId)).Dispose();
        (await team.Officer.CompleteAsync(person.NationalId, new { action = Name })).Dispose();
        (await team.Officer.OpenAsync(person.NationalId, request)).Dispose();
        (await team.Officer.OpenAsync("natiq", new { channel = Name, service = Name, applicant = new { fullName = Name, nationalId = "1" + person.NationalId } })).Dispose();
        (await team.Officer.OpenAsync("natiq", new { channel = Name, secret = person.NationalId })).Dispose();
    }

    [GeneratedRegex(@"\p{IsArabic}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Arabic();
}
