using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.People.Accounts;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.People;

/// <summary>Lets the first person in: where nobody works yet, one administrator of every association, with a password shown once.</summary>
internal sealed class FirstAdministrator(IDbContextFactory<CaseDbContext> contexts, IServiceScopeFactory scopes, AssociationRegistry associations)
{
    public const string UserName = "administrator";

    /// <summary>
    /// Does nothing when somebody works here already or there is no association to administer. The password is shown before the account is written: a process
    /// killed in between shows another one at its next start, while the other way round nobody could ever sign in.
    /// </summary>
    public async Task CreateIfNobodyAsync(Func<string, Task> show, CancellationToken ct)
    {
        await using (var context = await contexts.CreateDbContextAsync(ct))
        {
            if (associations.All.Count == 0 || await context.Users.AnyAsync(ct))
            {
                return;
            }
        }

        var password = OneTimePassword.New();
        await show(password);
        await using var scope = scopes.CreateAsyncScope();
        var appointments = associations.All.Select(association => new Appointment(association.Key, Role.Administrator));
        await scope.ServiceProvider.GetRequiredService<StaffDirectory>().CreateAsync(UserName, password, Role.Administrator.Name, appointments, ct, oneTime: true);
    }
}
