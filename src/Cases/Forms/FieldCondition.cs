using System.Globalization;
using System.Text.Json.Nodes;

namespace CaseWorkflows.Cases.Forms;

/// <summary>Something another answer must be for a question to be asked. The other question stands earlier in the form, so conditions never go in circles.</summary>
/// <param name="Field">The key of the other question.</param>
public abstract record FieldCondition(string Field)
{
    /// <summary>True when it holds for these answers, in which a question that is not asked has no part.</summary>
    public abstract bool Holds(JsonObject answers);

    /// <summary>The other answer is one of these; one of several chosen is enough.</summary>
    /// <param name="Field">The key of the other question.</param>
    /// <param name="Values">Option keys, <c>true</c> and <c>false</c>, or numbers.</param>
    public sealed record OneOf(string Field, IReadOnlyList<string> Values) : FieldCondition(Field)
    {
        /// <inheritdoc/>
        public override bool Holds(JsonObject answers) => answers[Field] switch
        {
            JsonArray chosen => chosen.Any(Matches),
            { } answer => Matches(answer),
            null => false,
        };

        private bool Matches(JsonNode? answer) => answer?.ToString() is { } given && Values.Any(value => value == given || SameNumber(value, given));

        private static bool SameNumber(string one, string other) =>
            decimal.TryParse(one, NumberStyles.Number, CultureInfo.InvariantCulture, out var first)
            && decimal.TryParse(other, NumberStyles.Number, CultureInfo.InvariantCulture, out var second) && first == second;
    }

    /// <summary>The other question is answered, or is not.</summary>
    /// <param name="Field">The key of the other question.</param>
    /// <param name="Expected">True for answered.</param>
    public sealed record Answered(string Field, bool Expected) : FieldCondition(Field)
    {
        /// <inheritdoc/>
        public override bool Holds(JsonObject answers) => answers.ContainsKey(Field) == Expected;
    }
}
