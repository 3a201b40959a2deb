using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.People;

/// <summary>A capacity in which a person acts for one association. The key is stored and sent; the name is shown.</summary>
/// <param name="Key">Stable kebab-case key.</param>
/// <param name="Name">The field's own title for it.</param>
public sealed record Role(string Key, LocalizedText Name)
{
    /// <summary>Runs the service: people, roles, settings.</summary>
    public static readonly Role Administrator = new("administrator", new("مدير النظام", "Administrator"));

    /// <summary>Draws the procedure and publishes it.</summary>
    public static readonly Role ProcessDesigner = new("process-designer", new("مصمم الإجراءات", "Process designer"));

    /// <summary>Reads everything, changes nothing.</summary>
    public static readonly Role Auditor = new("auditor", new("المراجع", "Auditor"));

    /// <summary>Receives people and verifies what they give.</summary>
    public static readonly Role RelationsOfficer = new("relations-officer", new("موظف علاقات المستفيدين", "Relations officer"));

    /// <summary>Leads the relations officers and may pass a doubtful identifier with a reason.</summary>
    public static readonly Role RelationsSupervisor = new("relations-supervisor", new("مشرف علاقات المستفيدين", "Relations supervisor"));

    /// <summary>Answers the person to whom the procedure is unclear.</summary>
    public static readonly Role SocialResearchOfficer = new("social-research-officer", new("مسؤول البحث الاجتماعي", "Social-research officer"));

    /// <summary>Studies requests and votes.</summary>
    public static readonly Role CommitteeMember = new("committee-member", new("عضو لجنة البحث", "Committee member"));

    /// <summary>Leads the committee and releases its decision.</summary>
    public static readonly Role CommitteeChair = new("committee-chair", new("رئيس لجنة البحث", "Committee chair"));

    /// <summary>Completes the registration file.</summary>
    public static readonly Role RegistrationClerk = new("registration-clerk", new("موظف التسجيل", "Registration clerk"));

    /// <summary>Hands over the service.</summary>
    public static readonly Role ServiceProvider = new("service-provider", new("مقدم الخدمة", "Service provider"));

    /// <summary>Receives people at a branch office.</summary>
    public static readonly Role BranchDelegate = new("branch-delegate", new("مندوب المكتب الفرعي", "Branch delegate"));

    /// <summary>Every role the product knows, in the order they are listed to an administrator.</summary>
    public static readonly IReadOnlyList<Role> All =
    [
        Administrator, ProcessDesigner, Auditor, RelationsOfficer, RelationsSupervisor, SocialResearchOfficer,
        CommitteeMember, CommitteeChair, RegistrationClerk, ServiceProvider, BranchDelegate,
    ];

    /// <summary>The role with that key, or null when there is none.</summary>
    public static Role? Find(string? key) => All.FirstOrDefault(role => role.Key == key);
}
