using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.Tasks;

namespace CaseWorkflows.Cases.People;

/// <summary>Somebody who is away and has named a deputy.</summary>
/// <param name="Id">Opaque id of the person.</param>
/// <param name="Roles">Role keys the person holds in the association and a deputy may use.</param>
public sealed record Principal(string Id, IReadOnlySet<string> Roles);

/// <summary>Who acts, in one association, with the roles held there at this moment.</summary>
/// <param name="Id">Opaque id of the person or program; <c>system</c> for the clock.</param>
/// <param name="Association">The association acted for.</param>
/// <param name="Roles">Role keys held in that association; empty for the clock.</param>
public sealed record Actor(string Id, string Association, IReadOnlySet<string> Roles)
{
    /// <summary>The id under which timers and other unattended work are written to the history.</summary>
    public const string SystemId = "system";

    /// <summary>Those whose deputy the person is today. Being somebody's deputy is not passed on to one's own deputy.</summary>
    public IReadOnlyList<Principal> StandsInFor { get; init; } = [];

    /// <summary>The absent person in whose name the act at hand is done, whose roles then count too; null when the actor needs no other name. The history keeps both.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>The key of the role the act at hand rests on; null when it needs none.</summary>
    public string? Role { get; init; }

    /// <summary>The way the act came in, one of <see cref="EventChannels"/>; null for what the procedure does by itself.</summary>
    public string? Channel { get; init; } = EventChannels.Service;

    /// <summary>True when the person holds the role in this association, or acts in the name of somebody who does.</summary>
    public bool Has(Role role) => Roles.Contains(role.Key);

    /// <summary>The actor as this act needs them: in their own name when they hold one of the roles, else in the name of the first absent person who does.</summary>
    public Actor Standing(params IReadOnlyList<Role> anyOf) => Held(Roles, anyOf) is { } own
        ? this with { Role = own }
        : StandsInFor.FirstOrDefault(principal => Held(principal.Roles, anyOf) is not null) is { } principal
            ? InTheNameOf(principal) with { Role = Held(principal.Roles, anyOf) }
            : this;

    /// <summary>The same for a task: in their own name when it is theirs or they may take it, else for the absent person whose it is, else for one who might take it.</summary>
    public Actor Standing(UserTask task) =>
        task.Assignee == Id || (task.Assignee is null && task.IsCandidate(Id, Roles)) ? this with { Role = Held(Roles, task) }
        : StandsInFor.FirstOrDefault(principal => principal.Id == task.Assignee) is { } assigned ? InTheNameOf(assigned) with { Role = Held(assigned.Roles, task) }
        : task.IsCandidate(Id, Roles) ? this with { Role = Held(Roles, task) }
        : StandsInFor.FirstOrDefault(principal => task.IsCandidate(principal.Id, principal.Roles)) is { } candidate ? InTheNameOf(candidate) with { Role = Held(candidate.Roles, task) }
        : this;

    private Actor InTheNameOf(Principal principal)
        => this with { OnBehalfOf = principal.Id, Roles = Roles.Union(principal.Roles, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal) };

    private static string? Held(IReadOnlySet<string> roles, IReadOnlyList<Role> anyOf) => anyOf.Select(role => role.Key).FirstOrDefault(roles.Contains);

    private static string? Held(IReadOnlySet<string> roles, UserTask task) => task.CandidateRoles.FirstOrDefault(roles.Contains);

    /// <summary>The clock, acting for the association.</summary>
    public static Actor System(string association) => new(SystemId, association, new HashSet<string>(StringComparer.Ordinal)) { Channel = EventChannels.Clock };
}
