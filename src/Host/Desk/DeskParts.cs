using CaseWorkflows.Cases.Intake;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Designer;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Trail;

namespace CaseWorkflows.Host.Desk;

/// <summary>A part of the desk and who has a use for it.</summary>
/// <param name="Key">Names it in addresses and texts (<c>desk.{key}</c>).</param>
/// <param name="Address">Where it is.</param>
/// <param name="IsMain">True for the menu at the top; the others stand in the menu of the person.</param>
/// <param name="Roles">Who sees it; empty for everybody on the staff.</param>
internal sealed record DeskPart(string Key, string Address, bool IsMain, IReadOnlyList<Role> Roles);

/// <summary>What there is on the desk, in the order of the menu.</summary>
internal static class DeskParts
{
    /// <summary>Who sits in committees or follows them.</summary>
    public static readonly Role[] CommitteeRoles = [Role.CommitteeMember, Role.CommitteeChair, Role.Auditor, Role.Administrator];

    /// <summary>Who looks at the whole rather than at a case.</summary>
    public static readonly Role[] Overseers = [Role.RelationsSupervisor, Role.CommitteeChair, Role.Administrator, Role.Auditor];

    private static readonly DeskPart[] All =
    [
        new("inbox", "/inbox", IsMain: true, []),
        new("intake", "/intake", IsMain: true, IntakeRules.Openers),
        new("cases", "/cases", IsMain: true, []),
        new("committee", "/committee", IsMain: true, CommitteeRoles),
        new("dashboard", "/dashboard", IsMain: true, Overseers),
        new("trail", "/trail", IsMain: true, TrailFeature.Readers),
        new("procedures", "/studio", IsMain: false, DesignerScope.Readers),
        new("people", "/people", IsMain: false, [Role.Administrator]),
        new("account", "/account", IsMain: false, []),
    ];

    public static IEnumerable<DeskPart> Of(CurrentCaller caller) => caller.Associations.Count == 0 ? [] : All.Where(part => part.Roles.Count == 0 || caller.HoldsAnyOf(part.Roles));
}
