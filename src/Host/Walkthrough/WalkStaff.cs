using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;

namespace CaseWorkflows.Host.Walkthrough;

/// <summary>The people of a walkthrough, in the database that goes with it. They are called by their roles, so that the report reads itself, and nobody can sign in as them.</summary>
internal static class WalkStaff
{
    public static async Task HireAsync(IServiceProvider services, CancellationToken ct)
    {
        var associations = services.GetRequiredService<AssociationRegistry>().All;
        (string Id, Role Role)[] people = [.. Role.All.Select(role => (role.Key, role)), ($"{Role.CommitteeMember.Key}-2", Role.CommitteeMember)];
        _ = (await services.GetRequiredService<UnitOfWork>().WriteAsync<int>(
            async (tx, token) =>
            {
                await using var context = await tx.JoinAsync(token);
                foreach (var (id, role) in people)
                {
                    context.Users.Add(new StaffMember { Id = id, UserName = id, NormalizedUserName = id.ToUpperInvariant(), NameArabic = role.Name.Arabic, NameEnglish = role.Name.English });
                    context.StaffRoles.AddRange(associations.Select(association => new StaffRoleRow { UserId = id, AssociationKey = association.Key, Role = role.Key }));
                }

                return await context.SaveChangesAsync(token);
            }, ct)).Value;
    }
}
