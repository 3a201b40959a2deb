using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace CaseWorkflows.Host.Web;

/// <summary>
/// Says what was wrong with a request that never reached its handler. The framework tells the cases apart by message only, so the wordings
/// looked for stand here together and a test pins each. Messages are not passed on: they may quote what was sent.
/// </summary>
internal static partial class UnreadableRequest
{
    public static Problem Explain(BadHttpRequestException error, HttpContext context) => error.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => BodyLimit.TooLarge(context),
        _ when error.InnerException is AntiforgeryValidationException => Problems.FormStale,
        StatusCodes.Status415UnsupportedMediaType => Problems.ContentTypeNotAccepted,
        _ when error.InnerException is JsonException json => ExplainJson(json),
        _ when ParameterIn(error.Message) is { } parameter => ParameterInvalid(parameter),
        _ when IsBodyMissing(error, context) => BodyRequired,
        _ => new(400, "unreadable", new("تعذرت قراءة الطلب.", "The request could not be read.")),
    };

    /// <summary>The number in the address that could not be read, where the framework answers 400 and tells nobody why: optional parameters bound at the build. Null for any other reason.</summary>
    public static Problem? ExplainAddress(HttpContext context) => context.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>().FirstOrDefault(parameter =>
        parameter is { IsOptional: true, HasTryParse: true }
        && (Nullable.GetUnderlyingType(parameter.ParameterInfo.ParameterType) ?? parameter.ParameterInfo.ParameterType) == typeof(int)
        && context.Request.Query.TryGetValue(parameter.Name, out var sent)
        && !int.TryParse(sent, CultureInfo.InvariantCulture, out _)) is { } unread ? ParameterInvalid(unread.Name) : null;

    private static Problem ParameterInvalid(string parameter) => new(400, "parameter-invalid", new(
        $"قيمة «{parameter}» في العنوان غائبة أو لا تُقرأ.",
        $"The value of '{parameter}' in the address is missing or cannot be read.")) { Field = parameter };

    private static readonly Problem BodyRequired = new(400, "body-required", new(
        "هذه العملية تتطلب محتوى بصيغة JSON.",
        "This operation requires a JSON body."));

    private static Problem ExplainJson(JsonException error)
    {
        var path = Field(error.Path);
        if (error.Message.Contains("does not contain any JSON tokens", StringComparison.Ordinal))
        {
            return BodyRequired;
        }

        if (error.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
        {
            return new(400, "unknown-member", new(
                $"الحقل «{path}» غير معروف في هذه العملية.",
                $"The member '{path}' is not known to this operation.")) { Field = path };
        }

        if (MissingMembers().Match(error.Message) is { Success: true } missing)
        {
            var names = string.Join(", ", QuotedName().Matches(missing.Groups["names"].Value).Select(name => Join(path, name.Groups["name"].Value)));
            return new(400, "member-required", new(
                $"حقول لازمة لم تُرسل: {names}.",
                $"Required members are missing: {names}.")) { Field = names };
        }

        if (IsReadable(error))
        {
            return new(400, "member-invalid", new(
                $"قيمة الحقل «{path}» ليست من النوع المطلوب.",
                $"The value of '{path}' is not of the kind required.")) { Field = path };
        }

        return new(400, "malformed-json", new(
            $"المحتوى ليس JSON سليمًا، والخلل في السطر {error.LineNumber + 1}.",
            $"The body is not well-formed JSON; the fault is on line {error.LineNumber + 1}."));
    }

    // A value of the wrong kind is reported by the converter, a syntax error by the reader, whose exception is then the inner one.
    private static bool IsReadable(JsonException error) => error is { InnerException: null or InvalidOperationException or FormatException, Path: not null and not "$" };

    private static bool IsBodyMissing(BadHttpRequestException error, HttpContext context) =>
        error.InnerException is null
        && (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody is false
            || error.Message.Contains("body", StringComparison.OrdinalIgnoreCase));

    private static string? ParameterIn(string message) =>
        Parameter().Match(message) is { Success: true } match ? match.Groups["name"].Value : null;

    private static string Field(string? path) => path is null or "$" ? "" : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path;

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    [GeneratedRegex(@"missing required properties including: (?<names>.+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MissingMembers();

    [GeneratedRegex(@"'(?<name>[^']+)'", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QuotedName();

    [GeneratedRegex(
        """^(Failed to bind parameter "[^"]* (?<name>\w+)"|Required parameter "[^"]* (?<name>\w+)" was not provided from (query string|route))""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
