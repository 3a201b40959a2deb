using System.Security.Cryptography;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Demo;

/// <summary>One account per role in every association, and one that belongs to a single association. They exist in demonstrations only.</summary>
internal sealed class DemoStaff(IServiceProvider services, AssociationRegistry associations)
{
    /// <summary>Adds whoever is missing and gives all of them one new password, which is known to nobody but the reader of the console.</summary>
    public async Task<(string Password, IReadOnlyList<(string UserName, string Roles)> Accounts)> PrepareAsync(CancellationToken ct)
    {
        var password = RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 14);
        var accounts = new List<(string, string)>();
        await using var scope = services.CreateAsyncScope();
        var directory = scope.ServiceProvider.GetRequiredService<StaffDirectory>();
        foreach (var role in Role.All)
        {
            await HireAsync(directory, role.Key, role, associations.All.Select(association => new Appointment(association.Key, role)), password, ct);
            accounts.Add((role.Key, $"{role.Name.English} in every association"));
        }

        if (associations.All is [.., var last])
        {
            var userName = $"{last.Key}-officer";
            await HireAsync(directory, userName, Role.RelationsOfficer, [new Appointment(last.Key, Role.RelationsOfficer)], password, ct);
            accounts.Add((userName, $"{Role.RelationsOfficer.Name.English} in {last.Key} only"));
        }

        return (password, accounts);
    }

    private async Task HireAsync(
        StaffDirectory directory, string userName, Role role, IEnumerable<Appointment> appointments, string password, CancellationToken ct)
    {
        await using var context = await services.GetRequiredService<IDbContextFactory<CaseDbContext>>().CreateDbContextAsync(ct);
        var id = await context.Users.Where(member => member.UserName == userName).Select(member => member.Id).SingleOrDefaultAsync(ct);
        var outcome = id is null
            ? await directory.CreateAsync(userName, password, role.Name, appointments, ct)
            : await directory.ChangePasswordAsync(id, password, ct);
        _ = outcome.Value; // a refusal here is a bug of the demonstration
    }
}
