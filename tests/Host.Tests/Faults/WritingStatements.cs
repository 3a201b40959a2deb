using System.Text.RegularExpressions;
using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Tests.Faults;

/// <summary>Every statement of the program that writes, read off its source under the name its fault point has.</summary>
internal static partial class WritingStatements
{
    /// <summary>Those no act reaches, and why that is right.</summary>
    public static readonly IReadOnlyDictionary<string, string> NotReached = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["INSERT host_keys"] = "Made once, outside any unit of work, before there is anything to lose; every host asks again until it is there.",
        ["INSERT schema_versions"] = "Written by a migration in the migration's own transaction.",
        ["UPDATE applicants"] = "A new name for a person: no act of anybody's yet, and tested with the search it is for.",
        ["DELETE case_words"] = "The same.",
        ["INSERT follow_up_codes"] = "A code is made at random, so two lives cannot come to the same; tested with the intake that gives it.",
    };

    public static IReadOnlySet<string> InTheSource()
        => Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Host"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .SelectMany(file => Writing().Matches(File.ReadAllText(file)))
            .Select(match => $"{match.Groups["verb"].Value.Split(' ')[0]} {match.Groups["table"].Value}")
            .ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex("""
        "\s*(?<verb>INSERT INTO|UPDATE|DELETE FROM)\s+(?<table>\w+)
        """, RegexOptions.None, 10_000)]
    private static partial Regex Writing();
}
