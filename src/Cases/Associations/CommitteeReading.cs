using System.Globalization;
using CaseWorkflows.Cases.Committee;
using CaseWorkflows.Cases.Files;

namespace CaseWorkflows.Cases.Associations;

/// <summary>Reads the committees of <c>association.json</c>. A rule that could never mean anything, such as a casting vote where there are no ties, is a fault.</summary>
internal static class CommitteeReading
{
    private static readonly Dictionary<string, VotingMethod> Methods = new(StringComparer.Ordinal)
    {
        ["majority"] = VotingMethod.Majority, ["consensus"] = VotingMethod.Consensus, ["threshold"] = VotingMethod.Threshold, ["veto"] = VotingMethod.Veto,
    };

    private static readonly Dictionary<string, VetoRight> Vetoes = new(StringComparer.Ordinal) { ["anybody"] = VetoRight.Anybody, ["committee-chair"] = VetoRight.Chair };

    private static readonly Dictionary<string, Otherwise> Otherwises = new(StringComparer.Ordinal) { ["no-decision"] = Otherwise.NoDecision, ["rejected"] = Otherwise.Rejected };

    private static readonly Dictionary<string, bool> Secrecies = new(StringComparer.Ordinal) { ["open"] = false, ["secret"] = true };

    /// <summary>All of them, in the order of the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="key">Reads a key.</param>
    public static IReadOnlyList<CommitteeProfile> ReadAll(FileObject file, Func<FileObject, string> key)
    {
        var committees = file.ObjectsOrEmpty("committees", item => new CommitteeProfile(key(item), item.Localized("name"), Rules(item)));
        file.NoneTwice("committees", committees.Select(committee => committee.Key));
        return committees;
    }

    private static CommitteeRules Rules(FileObject item)
    {
        var method = Word(item, "rule", Methods, null);
        var rules = new CommitteeRules
        {
            Method = method,
            Quorum = ShareOrNull(item, "quorum") ?? Share.MoreThanHalf,
            LeastVotes = NumberOrNull(item, "leastVotes", 1) ?? 1,
            Threshold = method == VotingMethod.Threshold ? ShareOrFault(item, "threshold") : Nothing<Share>(item, "threshold"),
            VetoBy = method == VotingMethod.Veto ? Word(item, "vetoBy", Vetoes, null) : Nothing<VetoRight>(item, "vetoBy"),
            MostAbsent = NumberOrNull(item, "mostAbsent", 0),
            ChairMayBeAbsent = item.FlagOrNull("chairMayBeAbsent") ?? true,
            CastingVote = item.FlagOrNull("castingVote") ?? false,
            Otherwise = Word(item, "otherwise", Otherwises, "no-decision"),
            Secret = Word(item, "ballot", Secrecies, "open"),
        };
        if (rules.CastingVote && (method is VotingMethod.Consensus or VotingMethod.Threshold))
        {
            item.Fault("castingVote", "لا تعادل في الأصوات مع هذه القاعدة، فلا معنى لصوت مرجّح", "decides a tie, and this rule knows none");
        }

        return rules;
    }

    private static T Word<T>(FileObject item, string name, Dictionary<string, T> words, string? usual)
        where T : struct
    {
        if (usual is not null && item.TextOrNull(name) is null)
        {
            return words[usual];
        }

        var all = string.Join(", ", words.Keys);
        var text = item.Text(name, words.ContainsKey, $"يجب أن يكون أحد هذه: \u2068{all}\u2069", $"must be one of {all}");
        return words.GetValueOrDefault(text);
    }

    private static Share ShareOrFault(FileObject item, string name) =>
        item.TextOrNumberOrNull(name) is { } text ? ReadShare(item, name, text) : ReadShare(item, name, item.Text(name));

    private static Share? ShareOrNull(FileObject item, string name) => item.TextOrNumberOrNull(name) is { } text ? ReadShare(item, name, text) : null;

    /// <summary>An empty text has been called a fault already.</summary>
    private static Share ReadShare(FileObject item, string name, string text)
    {
        if (!Share.TryParse(text, out var share) && text.Length > 0)
        {
            item.Fault(name, "يجب أن يكون عددًا مثل 3، أو نسبة مثل 60%، أو more-than-half", "must be a number such as 3, a percentage such as 60%, or more-than-half");
        }

        return share;
    }

    private static int? NumberOrNull(FileObject item, string name, int least)
    {
        if (item.TextOrNumberOrNull(name) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least)
        {
            return number;
        }

        if (text.Length > 0)
        {
            item.Fault(name, $"يجب أن يكون عددًا صحيحًا لا يقل عن {least}", $"must be a whole number of at least {least}");
        }

        return null;
    }

    private static T? Nothing<T>(FileObject item, string name)
        where T : struct
    {
        if (item.TextOrNumberOrNull(name) is not null)
        {
            item.Fault(name, "لا معنى له مع هذه القاعدة", "means nothing with this rule");
        }

        return null;
    }
}
