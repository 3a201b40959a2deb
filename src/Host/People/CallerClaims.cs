using System.Security.Claims;

namespace CaseWorkflows.Host.People;

/// <summary>What a token or key says about its bearer: who, and the stamp that was current. Never roles: those are read anew each time.</summary>
internal static class CallerClaims
{
    public const string Id = "sub";
    public const string Stamp = "stamp";
    public const string KeyAssociation = "key-association";
    public const string KeyRole = "key-role";

    public static ClaimsPrincipal ForStaff(StaffMember member, string scheme = PeopleFeature.BearerScheme) =>
        Principal(scheme, new(Id, member.Id), new(Stamp, member.SecurityStamp ?? ""));

    /// <summary>Made by the handler that has just read the key's row, so its role is as fresh as a staff member's.</summary>
    public static ClaimsPrincipal ForKey(string id, string association, string role) =>
        Principal(ApiKeyAuthentication.Scheme, new(Id, id), new(KeyAssociation, association), new(KeyRole, role));

    private static ClaimsPrincipal Principal(string scheme, params Claim[] claims) => new(new ClaimsIdentity(claims, scheme, Id, roleType: null));
}
