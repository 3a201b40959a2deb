using CaseWorkflows.Host.People;

namespace CaseWorkflows.Host.Web.Pages;

/// <summary>
/// A form that was sent after its sender's session had ended. It waits on the sign-in page, in the sender's own browser, and is offered for sending once they are back. Nothing of it is stored here.
/// Files cannot wait that way; the page says so.
/// </summary>
/// <param name="Action">The address it was sent to.</param>
/// <param name="Fields">What was typed, in the order sent.</param>
/// <param name="HadFiles">True when files were attached.</param>
public sealed record KeptForm(string Action, IReadOnlyList<KeyValuePair<string, string>> Fields, bool HadFiles)
{
    public const string ActionField = "kept-action";
    public const string FilesField = "kept-files";
    public const string Prefix = "kept:";

    private static readonly string[] Secrets = ["userName", "password", "again", "current", "code"];

    /// <summary>What a person wrote: not what the page put there, and not what says nothing.</summary>
    internal IReadOnlyList<string> Written => [.. Fields.Select(one => one.Value).Where(value => value.Trim() is { Length: > 1 } text && text.Any(char.IsLetter) && !text.StartsWith('/') && !Guid.TryParse(text, out _))];

    /// <summary>The form of a request that was turned away; null when there was none. Only what a page of ours sent: otherwise another site could have people send its forms.</summary>
    internal static async Task<KeptForm?> OfAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || !SameOrigin.IsOurs(request))
        {
            return null;
        }

        try
        {
            var form = await PostedForm.ReadAsync(context, context.RequestAborted);
            return new(LocalAddress.Of(request.PathBase + request.Path + request.QueryString), Flat(form.Fields.Where(field => !Secrets.Contains(field.Key, StringComparer.Ordinal))), form.Files.Count > 0);
        }
        catch (Exception unreadable) when (unreadable is BadHttpRequestException or IOException)
        {
            return null; // too large or broken off: there is nothing to keep
        }
    }

    /// <summary>The form that came along with a password; null when none did.</summary>
    internal static KeptForm? From(PostedForm signIn) => signIn[ActionField] is not { Length: > 0 } action ? null : new(
        LocalAddress.Of(action),
        Flat(signIn.Fields.Where(field => field.Key.StartsWith(Prefix, StringComparison.Ordinal)).Select(field => KeyValuePair.Create(field.Key[Prefix.Length..], field.Value))),
        signIn.Has(FilesField));

    private static List<KeyValuePair<string, string>> Flat(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> fields) =>
        [.. fields.SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? "")))];
}
