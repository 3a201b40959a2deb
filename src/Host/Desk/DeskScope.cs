using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Web.Pages;

namespace CaseWorkflows.Host.Desk;

/// <summary>The association somebody works for on the page being written, out of those they belong to.</summary>
internal sealed class DeskScope(CurrentCaller caller, AssociationRegistry associations, IHttpContextAccessor accessor)
{
    public const string Cookie = "association";
    public const string Parameter = "association";

    /// <summary>Where the caller holds a role.</summary>
    public IReadOnlyList<Association> Associations => [.. associations.All.Where(association => caller.IsIn(association.Key))];

    /// <summary>As the address says, else the one chosen last, else the first; null for whoever belongs to none. Never one the caller does not belong to.</summary>
    public Association? Current =>
        Find(accessor.HttpContext?.Request.Query[Parameter]) ?? Find(accessor.HttpContext?.Request.Cookies[Cookie]) ?? (Associations is [var first, ..] ? first : null);

    /// <summary>The association at hand, if the caller holds one of the roles there, else the first where they do; null when there is none.</summary>
    public Association? CurrentFor(IReadOnlyList<Role> roles) =>
        Current is { } current && caller.HoldsAnyOf(roles, current.Key) ? current : Associations.FirstOrDefault(association => caller.HoldsAnyOf(roles, association.Key));

    /// <summary>Null for a key the caller has no part in.</summary>
    public Association? Find(string? key) => key is { Length: > 0 } && caller.IsIn(key) ? associations.Find(key) : null;

    /// <summary>Keeps the choice the address made, so that the next page starts there.</summary>
    public void Remember(HttpContext context)
    {
        if (Find(context.Request.Query[Parameter]) is { } chosen && context.Request.Cookies[Cookie] != chosen.Key)
        {
            Preferences.Remember(context, Cookie, chosen.Key);
        }
    }
}
