using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Extensions;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.State;
using CaseWorkflows.Engine.UIHints;

namespace CaseWorkflows.Engine.Activities;

/// <summary>What a request is matched by: path and method, both in lower case. The rest tells the host what to ask of it.</summary>
public sealed record HttpEndpointPayload(string Path, string Method)
{
    [ExcludeFromHash]
    public bool? Authorize { get; init; }

    [ExcludeFromHash]
    public string? Policy { get; init; }

    [ExcludeFromHash]
    public TimeSpan? RequestTimeout { get; init; }

    /// <summary>In bytes.</summary>
    [ExcludeFromHash]
    public long? RequestSizeLimit { get; init; }
}

/// <summary>
/// Waits for an HTTP request, or starts a workflow with one. One bookmark or trigger per method; the host finds it by <see cref="HashOf"/>, checks what
/// the payload asks for, and hands the request over under <see cref="RequestInput"/>.
/// </summary>
[Activity("Elsa", "HTTP", "Wait for an inbound HTTP request that matches the specified path and methods.", DisplayName = "HTTP Endpoint")]
public sealed class HttpEndpoint : Trigger<JsonObject>
{
    public const string BookmarkName = "Elsa.HttpEndpoint";

    /// <summary>
    /// The input that holds the request: an object with <c>Method</c>, <c>Path</c>, <c>Content</c> (parsed), <c>RouteData</c>, <c>QueryString</c>,
    /// <c>Headers</c>, <c>Files</c> and, when the host found something wrong with it, <c>Rejection</c>, one of <see cref="Rejections"/>.
    /// </summary>
    public const string RequestInput = "HttpRequest";

    /// <summary>What can be wrong with a request, and the outcome it takes when the definition shows that outcome.</summary>
    public static readonly IReadOnlyDictionary<string, string> Rejections = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["RequestTooLarge"] = "Request too large",
        ["FileTooLarge"] = "File too large",
        ["InvalidFileExtension"] = "Invalid file extension",
        ["InvalidFileMimeType"] = "Invalid file MIME type",
    };

    [Input(UIHint = InputUIHints.SingleLine, Description = "The path to associate with the workflow.")]
    public Input<string> Path { get; set; } = new("");

    [Input(UIHint = InputUIHints.CheckList, Options = new[] { "GET", "POST", "PUT", "HEAD", "DELETE" }, Description = "The HTTP methods to accept.")]
    public Input<ICollection<string>> SupportedMethods { get; set; } = new(["GET"]);

    [Input(Category = "Security", Description = "Allow authenticated requests only.")]
    public Input<bool> Authorize { get; set; } = new(false);

    [Input(Category = "Security", Description = "Provide a policy to evaluate. If the policy fails, the request is forbidden.")]
    public Input<string?> Policy { get; set; } = new((string?)null);

    [Input(Category = "Upload", Description = "The maximum time allowed to process the request.")]
    public Input<TimeSpan?> RequestTimeout { get; set; } = new((TimeSpan?)null);

    [Input(Category = "Upload", Description = "The maximum request size allowed in bytes.")]
    public Input<long?> RequestSizeLimit { get; set; } = new((long?)null);

    [Input(Category = "Upload", Description = "The maximum file size allowed in bytes for an individual file.")]
    public Input<long?> FileSizeLimit { get; set; } = new((long?)null);

    [Input(Category = "Upload", UIHint = InputUIHints.MultiText, Description = "Only file extensions in this list are allowed. Leave empty to allow all.")]
    public Input<ICollection<string>?> AllowedFileExtensions { get; set; } = new(default(ICollection<string>));

    [Input(Category = "Upload", UIHint = InputUIHints.MultiText, Description = "File extensions in this list are forbidden. Leave empty to allow all.")]
    public Input<ICollection<string>?> BlockedFileExtensions { get; set; } = new(default(ICollection<string>));

    [Input(Category = "Upload", UIHint = InputUIHints.MultiText, Description = "Only MIME types in this list are allowed. Leave empty to allow all.")]
    public Input<ICollection<string>?> AllowedMimeTypes { get; set; } = new(default(ICollection<string>));

    [Input(Category = "Outcomes", Description = "Show the outcome \"Request too large\".")]
    public bool ExposeRequestTooLargeOutcome { get; set; }

    [Input(Category = "Outcomes", Description = "Show the outcome \"File too large\".")]
    public bool ExposeFileTooLargeOutcome { get; set; }

    [Input(Category = "Outcomes", Description = "Show the outcome \"Invalid file extension\".")]
    public bool ExposeInvalidFileExtensionOutcome { get; set; }

    [Input(Category = "Outcomes", Description = "Show the outcome \"Invalid file MIME type\".")]
    public bool ExposeInvalidFileMimeTypeOutcome { get; set; }

    [Output(Description = "The parsed request content, if any.")]
    public Output<object?>? ParsedContent { get; set; }

    [Output(Description = "The uploaded files, if any.")]
    public Output<object?>? Files { get; set; }

    [Output(Description = "The first uploaded file, if any.")]
    public Output<object?>? File { get; set; }

    [Output(Description = "The parsed route data, if any.")]
    public Output<IDictionary<string, object>>? RouteData { get; set; }

    [Output(Description = "The query string data, if any.")]
    public Output<IDictionary<string, object>>? QueryStringData { get; set; }

    [Output(Description = "The headers, if any.")]
    public Output<IDictionary<string, object>>? Headers { get; set; }

    /// <summary>The hash under which a request finds triggers and bookmarks. The path is the one written in the definition, route parameters and all.</summary>
    public static string HashOf(string path, string method) => BookmarkHasher.Hash(BookmarkName, Payload(path, method));

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow())
        {
            await OnRequestAsync(context);
            return;
        }

        foreach (var payload in Payloads(
            Path.Get(context), SupportedMethods.GetOrDefault(context), Authorize.GetOrDefault(context), Policy.GetOrDefault(context),
            RequestTimeout.GetOrDefault(context), RequestSizeLimit.GetOrDefault(context)))
        {
            context.CreateBookmark(new CreateBookmarkArgs { BookmarkName = BookmarkName, Stimulus = payload, Callback = OnRequestAsync });
        }
    }

    protected override IEnumerable<object> GetTriggerPayloads(TriggerIndexingContext context) => Payloads(
        context.Get(Path) ?? "", context.Get(SupportedMethods), context.Get(Authorize), context.Get(Policy), context.Get(RequestTimeout), context.Get(RequestSizeLimit));

    private async ValueTask OnRequestAsync(ActivityExecutionContext context)
    {
        var request = context.TryGetWorkflowInput<JsonObject>(RequestInput, out var given) ? given : null;
        context.Set(Result, request);
        context.Set((Output?)ParsedContent, request?["Content"]);
        context.Set((Output?)Files, request?[nameof(Files)]);
        context.Set((Output?)File, (request?[nameof(Files)] as JsonArray)?.FirstOrDefault());
        context.Set((Output?)RouteData, request?[nameof(RouteData)]);
        context.Set((Output?)QueryStringData, request?["QueryString"]);
        context.Set((Output?)Headers, request?[nameof(Headers)]);
        if ((string?)request?["Rejection"] is { } rejection)
        {
            await context.CompleteActivityWithOutcomesAsync(Exposed(rejection)
                ? Rejections[rejection]
                : throw new InvalidOperationException($"The request was refused ({rejection}), and '{Id}' has no outcome for that."));
            return;
        }

        await context.CompleteActivityAsync();
    }

    /// <summary>Whether a request with that fault is handed over at all; one that is not, the host answers itself.</summary>
    public bool Exposed(string rejection) => rejection switch
    {
        "RequestTooLarge" => ExposeRequestTooLargeOutcome,
        "FileTooLarge" => ExposeFileTooLargeOutcome,
        "InvalidFileExtension" => ExposeInvalidFileExtensionOutcome,
        "InvalidFileMimeType" => ExposeInvalidFileMimeTypeOutcome,
        _ => false,
    };

    private static IEnumerable<HttpEndpointPayload> Payloads(
        string path, ICollection<string>? methods, bool authorize, string? policy, TimeSpan? timeout, long? sizeLimit)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains("//", StringComparison.Ordinal))
        {
            throw new FormatException($"'{path}' is no path a request can be matched by.");
        }

        return (methods is { Count: > 0 } ? methods : ["GET"]).Select(method => Payload(path, method) with
        {
            Authorize = authorize, Policy = policy, RequestTimeout = timeout, RequestSizeLimit = sizeLimit,
        });
    }

    private static HttpEndpointPayload Payload(string path, string method) => new(path.ToLowerInvariant(), method.ToLowerInvariant());
}
