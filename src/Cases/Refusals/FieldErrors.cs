namespace CaseWorkflows.Cases.Refusals;

/// <summary>One thing wrong with one field of a form.</summary>
/// <param name="Code">The code of the refusal it would be on its own.</param>
/// <param name="Message">What is wrong and what to do, for beside the field.</param>
public sealed record FieldError(string Code, Text.LocalizedText Message);

/// <summary>Several refusals of one form, told in one answer, so that a clerk corrects everything in one go.</summary>
public static class FieldErrors
{
    /// <summary>The name of the fact under which the errors stand.</summary>
    public const string Fact = "errors";

    /// <summary>
    /// The first refusal, which gives the answer its kind, code and message, with one more fact: <c>errors</c>, a dictionary from the path of
    /// each field to the list of its <see cref="FieldError"/>s, the first refusal's included. A refusal about no field stands under the empty
    /// path.
    /// </summary>
    /// <param name="refusals">In the order of the form.</param>
    /// <returns>Null when there are none.</returns>
    public static Refusal? Combine(IReadOnlyList<Refusal> refusals)
    {
        if (refusals.Count == 0)
        {
            return null;
        }

        var errors = refusals
            .GroupBy(refusal => refusal.Field ?? string.Empty, StringComparer.Ordinal)
            .ToDictionary(
                field => field.Key,
                IReadOnlyList<FieldError> (field) => [.. field.Select(refusal => new FieldError(refusal.Code, refusal.Message))],
                StringComparer.Ordinal);
        var first = refusals[0];
        return first with { Facts = new Dictionary<string, object?>(first.Facts ?? Facts.Of(), StringComparer.Ordinal) { [Fact] = errors } };
    }
}
