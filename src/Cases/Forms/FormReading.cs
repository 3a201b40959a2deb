using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Forms;

/// <summary>Something wrong, or doubtful, about one answer.</summary>
/// <param name="Path">The field, such as <c>iban</c> or <c>household[2].age</c>, the row by the number it was sent under.</param>
/// <param name="Code">Stable kebab-case name.</param>
/// <param name="Message">What is wrong and what to do, for beside the field. It never repeats what was typed.</param>
public sealed record FormError(string Path, string Code, LocalizedText Message);

/// <summary>What became of a form that was filled in.</summary>
/// <param name="Answers">
/// The answers that could be read, normalised, by field; a question that was not asked or not answered is missing. Reading them again gives the same. Complete
/// only when there are no errors.
/// </param>
/// <param name="Errors">What keeps the form from being accepted, in the order of the form.</param>
/// <param name="Doubts">What may be mistyped and is accepted all the same.</param>
/// <param name="Asked">Keys of the questions whose conditions hold for these answers.</param>
public sealed record FormReading(JsonObject Answers, IReadOnlyList<FormError> Errors, IReadOnlyList<FormError> Doubts, IReadOnlySet<string> Asked)
{
    /// <summary>The errors as refusals of the field each is about, with the path it has in a request: <c>data.iban</c>.</summary>
    public IEnumerable<Refusal> Refusals => Errors.Select(error => new Refusal(RefusalKind.RuleBroken, error.Code, error.Message) { Field = $"data.{error.Path}" });
}
