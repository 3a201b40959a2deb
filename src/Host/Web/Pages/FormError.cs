using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Host.Web.Pages;

/// <summary>Something wrong with a form, in the reader's language.</summary>
/// <param name="Field">The id of the field on the page; null for what is about no single one.</param>
/// <param name="Message">What to do about it.</param>
public sealed record FormError(string? Field, string Message)
{
    /// <summary>A refusal as the page shows it: one error, or each of those it combines.</summary>
    /// <param name="refusal">What was refused.</param>
    /// <param name="language">The reader's.</param>
    /// <param name="idOf">The field's id on the page by the refusal's own name for it; the name itself when left out.</param>
    internal static IReadOnlyList<FormError> From(Refusal refusal, string language, Func<string, string>? idOf = null)
    {
        if (refusal.Facts?.GetValueOrDefault(FieldErrors.Fact) is not IReadOnlyDictionary<string, IReadOnlyList<FieldError>> several)
        {
            return [Of(refusal.Field, refusal.Message)];
        }

        return [.. several.SelectMany(field => field.Value.Select(error => Of(field.Key, error.Message)))];

        FormError Of(string? field, LocalizedText message) => new(string.IsNullOrEmpty(field) ? null : idOf?.Invoke(field) ?? field, message.In(language));
    }
}

/// <summary>How pages find the message of a field.</summary>
public static class FormErrorList
{
    /// <summary>The message of a field; null when nothing is wrong with it.</summary>
    public static string? Of(this IReadOnlyList<FormError> errors, string field) => errors.FirstOrDefault(error => error.Field == field)?.Message;
}
