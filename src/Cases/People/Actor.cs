namespace CaseWorkflows.Cases.People;

/// <summary>Who acts, in one association, with the roles held there at this moment.</summary>
/// <param name="Id">Opaque id of the person or program; <c>system</c> for the clock.</param>
/// <param name="Association">The association acted for.</param>
/// <param name="Roles">Role keys held in that association; empty for the clock.</param>
public sealed record Actor(string Id, string Association, IReadOnlySet<string> Roles)
{
    /// <summary>The id under which timers and other unattended work are written to the history.</summary>
    public const string SystemId = "system";

    /// <summary>True when the person holds the role in this association.</summary>
    public bool Has(Role role) => Roles.Contains(role.Key);

    /// <summary>The clock, acting for the association.</summary>
    public static Actor System(string association) => new(SystemId, association, new HashSet<string>(StringComparer.Ordinal));
}
