using System.Globalization;
using CaseWorkflows.Cases.Files;

namespace CaseWorkflows.Cases.Policies.Rules;

/// <summary>Reads the rules of <c>policy.json</c>. A rule nobody understands is a fault: one that is left out would be one nobody keeps.</summary>
internal static class PolicyRuleReading
{
    private static readonly string[] Kinds = ["precedes", "required-before", "floor", "allowed-channels", "end-reachable", "two-people"];

    /// <summary>All of them, in the order of the file; null stands for one that cannot be read, and then there is a fault.</summary>
    public static IReadOnlyList<PolicyRule> ReadAll(FileObject file, IReadOnlyCollection<string> clauses)
    {
        var rules = file.Objects("rules", rule => Read(rule, clauses)).OfType<PolicyRule>().ToList();
        file.NoneTwice("rules", rules.Select(rule => rule.Id));
        return rules;
    }

    private static PolicyRule? Read(FileObject rule, IReadOnlyCollection<string> clauses)
    {
        var id = rule.Text("id");
        var clause = rule.Text("clause", clauses.Contains, "لا يوجد بند بهذا المعرّف في السياسة", "names no clause of this policy");
        var kind = rule.Text("kind", kind => Kinds.Contains(kind, StringComparer.Ordinal), "نوع قاعدة غير معروف", $"must be one of {string.Join(", ", Kinds)}");
        return kind switch
        {
            "precedes" => new PrecedesRule(id, clause, rule.Text("first"), rule.Text("then")) { Outcomes = rule.TextsOrEmpty("outcomes") },
            "required-before" => new RequiredBeforeRule(id, clause, rule.Text("step"), rule.Text("before")) { Outcomes = rule.TextsOrEmpty("outcomes") },
            "floor" => Floor(rule, id, clause),
            "allowed-channels" => Channels(rule, id, clause),
            "end-reachable" => new EndReachableRule(id, clause),
            "two-people" => new TwoPeopleRule(id, clause, rule.Text("first"), rule.Text("second")),
            _ => null,
        };
    }

    private static FloorRule Floor(FileObject rule, string id, string clause)
    {
        var text = rule.Text("atLeast", IsPeriod, "يجب أن تكون مدة أطول من الصفر بالصيغة 14.00:00:00", "must be a period longer than nothing, such as 14.00:00:00");
        var floor = new FloorRule(id, clause, rule.Text("activity"), rule.Text("input"), ReadPeriod(text, out var period) ? period : TimeSpan.MaxValue)
        {
            ExceptCommittees = rule.TextsOrEmpty("exceptCommittees"),
        };
        return rule.TextOrNull("after") is { } after ? floor with { After = after } : floor;
    }

    private static AllowedChannelsRule Channels(FileObject rule, string id, string clause)
    {
        var channels = rule.Texts("channels");
        if (channels.Count == 0)
        {
            rule.Fault("channels", "يجب أن تحتوي على قناة واحدة على الأقل", "must hold at least one channel");
        }

        return new(id, clause, channels);
    }

    private static bool IsPeriod(string text) => ReadPeriod(text, out _);

    private static bool ReadPeriod(string text, out TimeSpan period) => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out period) && period > TimeSpan.Zero;
}
