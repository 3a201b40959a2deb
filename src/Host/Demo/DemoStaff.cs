using System.Security.Cryptography;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Demo;

/// <summary>Who may sign in to a demonstration, how, and by which id they act.</summary>
internal sealed record DemoAccounts(string Password, IReadOnlyList<(string UserName, string Roles)> Accounts, IReadOnlyDictionary<string, string> IdByRole);

/// <summary>
/// One account per role in every association, two more members so that a committee can vote, and one account that belongs to a single association. They exist in
/// demonstrations only.
/// </summary>
internal sealed class DemoStaff(IServiceProvider services, AssociationRegistry associations)
{
    private static readonly (string UserName, LocalizedText Name)[] FurtherMembers =
    [
        ("committee-member-2", new("عضو لجنة البحث (الثاني)", "Committee member (second)")),
        ("committee-member-3", new("عضو لجنة البحث (الثالث)", "Committee member (third)")),
    ];

    /// <summary>Adds whoever is missing and gives all of them one new password, which is known to nobody but the reader of the console.</summary>
    public async Task<DemoAccounts> PrepareAsync(CancellationToken ct)
    {
        var password = RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 14);
        var (accounts, ids) = (new List<(string, string)>(), new Dictionary<string, string>(StringComparer.Ordinal));
        await using var scope = services.CreateAsyncScope();
        var directory = scope.ServiceProvider.GetRequiredService<StaffDirectory>();
        foreach (var role in Role.All)
        {
            ids[role.Key] = await HireAsync(directory, role.Key, role.Name, associations.All.Select(association => new Appointment(association.Key, role)), password, ct);
            accounts.Add((role.Key, $"{role.Name.English} in every association"));
        }

        foreach (var (userName, name) in FurtherMembers)
        {
            await HireAsync(directory, userName, name, associations.All.Select(association => new Appointment(association.Key, Role.CommitteeMember)), password, ct);
            accounts.Add((userName, $"{Role.CommitteeMember.Name.English} in every association"));
        }

        if (associations.All is [.., var last])
        {
            var userName = $"{last.Key}-officer";
            await HireAsync(directory, userName, Role.RelationsOfficer.Name, [new Appointment(last.Key, Role.RelationsOfficer)], password, ct);
            accounts.Add((userName, $"{Role.RelationsOfficer.Name.English} in {last.Key} only"));
        }

        return new(password, accounts, ids);
    }

    private async Task<string> HireAsync(
        StaffDirectory directory, string userName, LocalizedText name, IEnumerable<Appointment> appointments, string password, CancellationToken ct)
    {
        await using var context = await services.GetRequiredService<IDbContextFactory<CaseDbContext>>().CreateDbContextAsync(ct);
        var id = await context.Users.Where(member => member.UserName == userName).Select(member => member.Id).SingleOrDefaultAsync(ct);
        var outcome = id is null
            ? await directory.CreateAsync(userName, password, name, appointments, ct)
            : await directory.ChangePasswordAsync(id, password, ct);
        return outcome.Value; // a refusal here is a bug of the demonstration, and throws
    }
}
