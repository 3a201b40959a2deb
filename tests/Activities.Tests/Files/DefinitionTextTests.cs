using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CaseWorkflows.Activities.Tests.Runs;
using CaseWorkflows.Engine.Definitions;

namespace CaseWorkflows.Activities.Tests.Files;

/// <summary>What the procedures say to people.</summary>
public sealed partial class DefinitionTextTests
{
    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void Every_message_and_declaration_is_there_in_both_languages(string key)
    {
        var pairs = from activity in ProcedureFile.Definition(key).Root.Activities
                    from name in new[] { "message", "declaration" }
                    where activity.Property(name + "Arabic") is not null || activity.Property(name + "English") is not null
                    select (activity.Id, Arabic: Text(activity, name + "Arabic"), English: Text(activity, name + "English"));

        Assert.NotEmpty(pairs);
        Assert.All(pairs, pair =>
        {
            Assert.Matches(ArabicOnly(), pair.Arabic!);
            Assert.Matches(LatinOnly(), pair.English!);
        });
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void Every_automatic_step_that_tells_the_person_something_has_something_to_tell(string key)
        => Assert.All(
            ProcedureFile.Definition(key).Root.Activities.Where(activity => activity.Type is "CaseWorkflows.NotifyBeneficiary" or "CaseWorkflows.InformApplicant"),
            activity => Assert.False(string.IsNullOrWhiteSpace(Text(activity, "messageArabic")), activity.Id));

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void The_time_to_appeal_that_is_told_is_the_time_there_is(string key)
    {
        var activities = ProcedureFile.Definition(key).Root.Activities;
        var days = TimeSpan.Parse(Text(activities.Single(activity => activity.Id == "offer-appeal"), "window")!, System.Globalization.CultureInfo.InvariantCulture).Days;
        var told = activities.Single(activity => activity.Id == "tell-rejection");

        var (arabic, english) = days switch
        {
            15 => ("خمسة عشر يومًا", "fifteen days"),
            21 => ("واحد وعشرون يومًا", "twenty-one days"),
            30 => ("ثلاثين يومًا", "thirty days"),
            _ => throw new InvalidOperationException($"Say {days} days in both languages here."),
        };
        Assert.Contains(arabic, Text(told, "messageArabic"), StringComparison.Ordinal);
        Assert.Contains(english, Text(told, "messageEnglish"), StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void The_ceiling_that_is_told_is_the_ceiling_there_is(string key)
    {
        var activities = ProcedureFile.Definition(key).Root.Activities;
        var english = Text(activities.Single(activity => activity.Id == "inform"), "messageEnglish")!;
        var words = Text(activities.Single(activity => activity.Id == "committee"), "ceiling") switch
        {
            null => null,
            "20.00:00:00" => "twenty days",
            "21.00:00:00" => "twenty-one days",
            "28.00:00:00" => "twenty-eight days",
            "30.00:00:00" => "thirty days",
            var other => throw new InvalidOperationException($"Say {other} in words here."),
        };

        Assert.Contains("two weeks", english, StringComparison.Ordinal);
        Assert.Equal(words is null ? [] : new[] { words }, DaysInWords().Matches(english).Select(match => match.Value));
    }

    /// <summary>Candidates read title and summary before they claim; neither may tell who the person is.</summary>
    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void What_is_read_before_claiming_is_plain_text(string key)
        => Assert.All(
            ProcedureFile.Definition(key).Root.Activities.SelectMany(activity => new[] { activity.Property("title"), activity.Property("summary") }).OfType<JsonNode>(),
            input => Assert.Equal("Literal", (string?)input["expression"]!["type"]));

    [GeneratedRegex(@"^[\p{IsArabic}\s\p{P}]+$", RegexOptions.NonBacktracking)]
    private static partial Regex ArabicOnly();

    [GeneratedRegex(@"^[A-Za-z\s\p{P}]+$", RegexOptions.NonBacktracking)]
    private static partial Regex LatinOnly();

    [GeneratedRegex(@"[a-z]+(-[a-z]+)? days", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex DaysInWords();

    private static string? Text(ActivityDefinition activity, string input) => (string?)activity.Property(input)?["expression"]?["value"];
}
