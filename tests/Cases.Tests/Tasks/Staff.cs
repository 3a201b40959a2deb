using CaseWorkflows.Cases.People;

namespace CaseWorkflows.Cases.Tests.Tasks;

/// <summary>People of an invented association.</summary>
internal static class Staff
{
    public static readonly Actor Member = With("member", Role.CommitteeMember);
    public static readonly Actor OtherMember = With("other-member", Role.CommitteeMember);
    public static readonly Actor Chair = With("chair", Role.CommitteeChair);
    public static readonly Actor Supervisor = With("supervisor", Role.RelationsSupervisor);
    public static readonly Actor Officer = With("officer", Role.RelationsOfficer);
    public static readonly Actor Delegate = With("delegate", Role.BranchDelegate);
    public static readonly Actor Administrator = With("administrator", Role.Administrator);
    public static readonly Actor Clerk = With("clerk", Role.RegistrationClerk);

    public static Actor With(string id, params Role[] roles) =>
        new(id, "oasis", roles.Select(role => role.Key).ToHashSet(StringComparer.Ordinal));
}
