using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Cases.Policies;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Host.Associations;

/// <summary>Something with a key and a name in both languages.</summary>
internal sealed record Named(string Key, LocalizedText Name);

/// <summary>An association in a list.</summary>
internal sealed record AssociationSummary(string Key, LocalizedText Name, LocalizedText ShortName, string Kind)
{
    public static AssociationSummary Of(AssociationProfile profile) => new(profile.Key, profile.Name, profile.ShortName, profile.Kind.ToString());
}

/// <summary>An association with its words, channels, tools, services and policy.</summary>
internal sealed record AssociationDetails(
    string Key,
    LocalizedText Name,
    LocalizedText ShortName,
    string Kind,
    LocalizedText? Registration,
    LocalizedText? Region,
    AssociationWords Words,
    IReadOnlyList<Named> Channels,
    IReadOnlyList<Named> Tools,
    IReadOnlyList<ServiceDetails> Services,
    Approval Approval,
    string Procedure,
    PolicyDetails Policy)
{
    public static AssociationDetails Of(Association association)
    {
        var profile = association.Profile;
        return new(
            profile.Key, profile.Name, profile.ShortName, profile.Kind.ToString(), profile.Registration, profile.Region, profile.Words,
            [.. profile.Channels.Select(channel => new Named(channel.Key, channel.Name))],
            [.. profile.Tools.Select(tool => new Named(tool.Key, tool.Name))],
            [.. profile.Services.Select(service => new ServiceDetails(service.Key, service.Name, [.. service.RequiredDocuments.Select(document => new Named(document.Key, document.Name))]))],
            profile.Approval, profile.Procedure, PolicyDetails.Of(association.Policy));
    }
}

/// <summary>What an association offers, and what a person brings with a request for it.</summary>
internal sealed record ServiceDetails(string Key, LocalizedText Name, IReadOnlyList<Named> RequiredDocuments);

/// <summary>The board-approved policy.</summary>
internal sealed record PolicyDetails(LocalizedText Title, IReadOnlyList<ClauseDetails> Clauses)
{
    public static PolicyDetails Of(Policy policy) => new(
        policy.Title,
        [.. policy.Clauses.Select(clause => new ClauseDetails(clause.Id, clause.Number, clause.Section, clause.Text, clause.FulfilledBy))]);
}

/// <summary>One clause, in our wording, and the steps that fulfil it.</summary>
internal sealed record ClauseDetails(string Id, string Number, LocalizedText Section, LocalizedText Text, IReadOnlyList<string> FulfilledBy);
