using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;
using Microsoft.AspNetCore.Mvc;

namespace CaseWorkflows.Host.Web;

/// <summary>Any "no" the host can answer, before it is put into a reader's language.</summary>
internal sealed record Problem(int Status, string Code, LocalizedText Message)
{
    private static readonly string[] StandardMembers = ["type", "title", "status", "detail", "instance"];

    public string? Field { get; init; }

    public IReadOnlyDictionary<string, object?>? Facts { get; init; }

    /// <summary>When trying again may help; null when nobody can say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The one place where a refusal becomes a status.</summary>
    public static Problem From(Refusal refusal) => new(StatusOf(refusal.Kind), refusal.Code, refusal.Message)
    {
        Field = refusal.Field,
        Facts = refusal.Facts,
    };

    /// <summary>The RFC 9457 document. Facts never displace the standard members.</summary>
    public ProblemDetails Describe(string language, string requestId)
    {
        var details = new ProblemDetails
        {
            Type = $"urn:caseworkflows:problem:{Code}",
            Title = ProblemTitles.For(Status).In(language),
            Detail = Message.In(language),
            Status = Status,
            Extensions = { ["code"] = Code, ["requestId"] = requestId },
        };
        if (Field is not null)
        {
            details.Extensions["field"] = Field;
        }

        // A second member of the same name would leave it to the reader's parser which one counts.
        foreach (var (name, value) in (Facts ?? new Dictionary<string, object?>(StringComparer.Ordinal)).Where(fact => !StandardMembers.Contains(fact.Key, StringComparer.Ordinal)))
        {
            details.Extensions.TryAdd(name, value);
        }

        return details;
    }

    private static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Malformed => StatusCodes.Status400BadRequest,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.RuleBroken => StatusCodes.Status422UnprocessableEntity,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
    };
}
