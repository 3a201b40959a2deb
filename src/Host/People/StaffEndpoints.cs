using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Intake;
using CaseWorkflows.Host.Web;

namespace CaseWorkflows.Host.People;

/// <summary>A person to add. The password is theirs to change.</summary>
internal sealed record NewStaffRequest(string UserName, string Password, LocalizedText Name, IReadOnlyList<string> Roles);

/// <summary>Every role the person is to hold in the association from now on.</summary>
internal sealed record StaffRolesRequest(IReadOnlyList<string> Roles);

internal sealed record StaffAdded(string Id);

/// <summary>What the person holds in the association now.</summary>
internal sealed record StaffAppointed(string Id, IReadOnlyList<string> Roles);

/// <summary>A program to let in, with one role.</summary>
internal sealed record NewApiKeyRequest(string Name, string Role);

/// <param name="Key">Shown this once; only its hash is kept.</param>
internal sealed record ApiKeyAdded(string Key);

/// <summary>An administrator's part: who works here, and which programs may call.</summary>
internal static class StaffEndpoints
{
    public static void MapStaff(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/associations/{key}").WithTags("People");
        group.MapPost("staff", AddAsync).RequireRole(Role.Administrator).WithName("AddStaff")
            .WithSummary("Add a person with roles in this association.").Produces<StaffAdded>(StatusCodes.Status201Created).ProducesProblems(400, 401, 403, 404, 409, 422);
        group.MapPut("staff/{id}/roles", AppointAsync).RequireRole(Role.Administrator).WithName("AppointStaff")
            .WithSummary("Replace the roles a person holds in this association; acts on their next request.").Produces<StaffAppointed>().ProducesProblems(400, 401, 403, 404, 422);
        group.MapPost("api-keys", AddKeyAsync).RequireRole(Role.Administrator).WithName("AddApiKey")
            .WithSummary("Make a key for a program, with one role in this association. It is shown once.").Produces<ApiKeyAdded>(StatusCodes.Status201Created).ProducesProblems(400, 401, 403, 404, 422);
    }

    private static async Task<IResult> AddAsync(
        string key, NewStaffRequest request, AssociationRegistry associations, CurrentCaller caller, StaffDirectory staff, CancellationToken ct)
    {
        if (Check(key, request.Roles, associations, caller).Refusal is { } no)
        {
            return no.ToResult();
        }

        var added = await staff.CreateAsync(request.UserName, request.Password, request.Name, Appointments(key, request.Roles), ct, by: caller.Id);
        return added.ToResult(id => TypedResults.Created((string?)null, new StaffAdded(id)));
    }

    private static async Task<IResult> AppointAsync(
        string key, string id, StaffRolesRequest request, AssociationRegistry associations, CurrentCaller caller, StaffDirectory staff, CancellationToken ct)
        => Check(key, request.Roles, associations, caller).Refusal is { } no
            ? no.ToResult()
            : (await staff.AppointInAsync(id, key, request.Roles.Select(role => Role.Find(role)!), ct)).ToResult(_ => TypedResults.Ok(new StaffAppointed(id, request.Roles)));

    private static async Task<IResult> AddKeyAsync(
        string key, NewApiKeyRequest request, AssociationRegistry associations, CurrentCaller caller, ApiKeys keys, CancellationToken ct)
        => Check(key, [request.Role], associations, caller).Refusal is { } no
            ? no.ToResult()
            : TypedResults.Created((string?)null, new ApiKeyAdded(await keys.CreateAsync(key, Role.Find(request.Role)!, request.Name, ct)));

    private static IEnumerable<Appointment> Appointments(string association, IEnumerable<string> roles) => roles.Select(role => new Appointment(association, Role.Find(role)!));

    /// <summary>The caller administers this very association, and every role exists.</summary>
    private static Outcome<bool> Check(string key, IReadOnlyList<string> roles, AssociationRegistry associations, CurrentCaller caller)
        => associations.Find(key) is null || !caller.IsIn(key) ? IntakeAnswers.NoSuchAssociation()
            : !caller.ActorFor(key).Has(Role.Administrator) ? NotAdministrator()
            : roles.FirstOrDefault(role => Role.Find(role) is null) is { } unknown ? UnknownRole(unknown)
            : true;

    private static Refusal NotAdministrator() => new(RefusalKind.Forbidden, "not-administrator", new(
        "لست مديرًا للنظام في هذه الجمعية.", "You are not an administrator of this association."));

    private static Refusal UnknownRole(string role) => new(RefusalKind.RuleBroken, "unknown-role", new(
        $"لا يوجد دور باسم «{role}».", $"There is no role called \"{role}\"."))
    {
        Field = "roles",
        Facts = Facts.Of(("roles", Role.All.Select(known => known.Key).ToList())),
    };
}
