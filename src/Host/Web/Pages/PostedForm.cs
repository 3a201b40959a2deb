using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Primitives;

namespace CaseWorkflows.Host.Web.Pages;

/// <summary>
/// What a person sent with a form, as typed. Whether it came from a page of ours that is still fresh is asked here and not by the framework, so that a page left open too long
/// costs a second click and nothing typed.
/// </summary>
/// <param name="Fields">Every field by its name, in the order sent; the form's own token is not among them.</param>
/// <param name="Files">What was attached.</param>
/// <param name="IsFresh">False when the form's token is missing, too old or somebody else's: show the page again, with what was typed and <c>form.stale</c>.</param>
internal sealed record PostedForm(IReadOnlyDictionary<string, StringValues> Fields, IFormFileCollection Files, bool IsFresh)
{
    /// <summary>The field's first value without blanks around it; empty when it was not sent.</summary>
    public string this[string name] => Fields.TryGetValue(name, out var values) && values is [{ } first, ..] ? first.Trim() : "";

    /// <summary>Every value of a field, such as of check boxes; empty when none was sent.</summary>
    public IReadOnlyList<string> All(string name) => Fields.TryGetValue(name, out var values) ? [.. values.OfType<string>()] : [];

    /// <summary>True when the button or box of that name was sent.</summary>
    public bool Has(string name) => Fields.ContainsKey(name);

    /// <summary>A form that cannot be read at all, or is larger than the endpoint takes, throws what <see cref="ProblemResponses"/> explains.</summary>
    public static async Task<PostedForm> ReadAsync(HttpContext context, CancellationToken ct)
    {
        if (!context.Request.HasFormContentType)
        {
            return new(new Dictionary<string, StringValues>(StringComparer.Ordinal), new FormFileCollection(), IsFresh: false);
        }

        IFormCollection form;
        try
        {
            form = await context.Request.ReadFormAsync(ct);
        }
        catch (InvalidDataException tooMuch)
        {
            throw new BadHttpRequestException("The form has more in it than is taken.", StatusCodes.Status413PayloadTooLarge, tooMuch);
        }

        var fresh = await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
        var fields = form.Where(field => field.Key != People.Session.FormField).ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);
        return new(fields, form.Files, fresh);
    }
}
