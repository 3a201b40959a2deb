using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Associations;

/// <summary>A way by which a person reaches an association. The policies list them, so each contact says which one it was.</summary>
/// <param name="Key">Stable kebab-case key.</param>
/// <param name="Name">What staff and applicants read.</param>
/// <param name="ByStaff">True when a member of staff enters what came in; false when the person may enter it directly.</param>
public sealed record Channel(string Key, LocalizedText Name, bool ByStaff)
{
    /// <summary>A visit in person.</summary>
    public static readonly Channel Interview = new("interview", new("المقابلة", "Interview"), ByStaff: true);

    /// <summary>A call.</summary>
    public static readonly Channel Phone = new("phone", new("الهاتف", "Phone call"), ByStaff: true);

    /// <summary>A message on one of the association's accounts.</summary>
    public static readonly Channel SocialMedia = new("social-media", new("التواصل الاجتماعي", "Social media"), ByStaff: true);

    /// <summary>A letter on paper.</summary>
    public static readonly Channel Letter = new("letter", new("الخطابات", "Letter"), ByStaff: true);

    /// <summary>The form by which help is asked for.</summary>
    public static readonly Channel HelpRequest = new("help-request", new("طلب المساعدة", "Help request"), ByStaff: false);

    /// <summary>The form by which somebody offers to volunteer.</summary>
    public static readonly Channel Volunteering = new("volunteering", new("التطوع", "Volunteering"), ByStaff: false);

    /// <summary>The association's own pages.</summary>
    public static readonly Channel Website = new("website", new("الموقع الإلكتروني", "Website"), ByStaff: false);

    /// <summary>Somebody who receives people at a branch office.</summary>
    public static readonly Channel BranchDelegate = new("branch-delegate", new("مندوب المكتب الفرعي", "Branch delegate"), ByStaff: true);

    /// <summary>True when staff may enter what came in this way: everything but the association's own pages, where people do it themselves. Paper forms are entered by staff.</summary>
    public bool IsEnteredByStaff => Key != Website.Key;

    /// <summary>All eight, in the order in which they are offered.</summary>
    public static readonly IReadOnlyList<Channel> All =
        [Interview, Phone, SocialMedia, Letter, HelpRequest, Volunteering, Website, BranchDelegate];

    /// <summary>The channel with that key, or null when there is none.</summary>
    public static Channel? Find(string? key) => All.FirstOrDefault(channel => channel.Key == key);
}
