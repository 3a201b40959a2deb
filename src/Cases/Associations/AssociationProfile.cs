using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.Committee;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Associations;

/// <summary>What an association is, by law.</summary>
public enum AssociationKind
{
    /// <summary>A charity: it serves beneficiaries.</summary>
    Charitable,

    /// <summary>A co-operative: it serves its members.</summary>
    Cooperative,
}

/// <summary>
/// Everything in which one association differs from another, apart from its procedure and its policy. Read once from <c>association.json</c>.
/// </summary>
public sealed record AssociationProfile
{
    /// <summary>Stable kebab-case key; also the name of its folder.</summary>
    public required string Key { get; init; }

    /// <summary>The registered name.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>The name for headings and narrow screens.</summary>
    public required LocalizedText ShortName { get; init; }

    /// <summary>Charity or co-operative.</summary>
    public required AssociationKind Kind { get; init; }

    /// <summary>Licence or registration in words; null when its policy names none.</summary>
    public LocalizedText? Registration { get; init; }

    /// <summary>Where it works; null when its policy does not say.</summary>
    public LocalizedText? Region { get; init; }

    /// <summary>What its case numbers start with: two to eight Latin capitals or digits.</summary>
    public required string NumberPrefix { get; init; }

    /// <summary>The definition id of the procedure a new case starts.</summary>
    public required string Procedure { get; init; }

    /// <summary>Its own words for people.</summary>
    public required AssociationWords Words { get; init; }

    /// <summary>The channels it receives people through; at least one.</summary>
    public required IReadOnlyList<Channel> Channels { get; init; }

    /// <summary>What its officers look things up in.</summary>
    public required IReadOnlyList<Tool> Tools { get; init; }

    /// <summary>What it offers; at least one.</summary>
    public required IReadOnlyList<Service> Services { get; init; }

    /// <summary>The committees that vote, each by its rules; what a committee not among these is asked, one of its people answers alone. May be empty.</summary>
    public IReadOnlyList<CommitteeProfile> Committees { get; init; } = [];

    /// <summary>Who approved its policy, and when.</summary>
    public required Approval Approval { get; init; }

    /// <summary>When it works.</summary>
    public required WorkingCalendar Calendar { get; init; }

    /// <summary>Reads <c>association.json</c>.</summary>
    /// <returns>
    /// The profile, or <c>association-file-invalid</c>: its field is the JSON path of the first fault, its facts list all of them under
    /// <c>faults</c>.
    /// </returns>
    public static Outcome<AssociationProfile> Parse(ReadOnlyMemory<byte> json) => AssociationFile.Read(json);

    /// <summary>True when the association offers the service with that key.</summary>
    public bool Offers(string serviceKey) => Services.Any(service => service.Key == serviceKey);

    /// <summary>True when the association receives people through the channel with that key.</summary>
    public bool Accepts(string channelKey) => Channels.Any(channel => channel.Key == channelKey);

    /// <summary>The committee with that key that votes; null when none is described.</summary>
    public CommitteeProfile? Committee(string? key) => Committees.FirstOrDefault(committee => committee.Key == key);
}
