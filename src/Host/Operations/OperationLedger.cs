using System.Security.Cryptography;
using System.Text.Json;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Keys;
using CaseWorkflows.Host.Logging;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace CaseWorkflows.Host.Operations;

/// <summary>An answer as it went out, and goes out again when the same operation comes again.</summary>
internal sealed record Answer(int StatusCode, string Json, string? Location = null) : IResult
{
    /// <summary>The case it is about, for the request's own log line; null when about none, or when repeated.</summary>
    public string? CaseId { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (CaseId is not null)
        {
            httpContext.AboutCase(CaseId);
        }

        httpContext.Response.StatusCode = StatusCode;
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        if (Location is not null)
        {
            httpContext.Response.Headers.Location = Location;
        }

        return httpContext.Response.WriteAsync(Json, httpContext.RequestAborted);
    }
}

/// <summary>
/// Does an operation once however often it is sent. The caller names it; the answer is written in the transaction of the work, so either both are there
/// or neither is. Refusals are not kept: what was refused may be asked again.
/// </summary>
internal sealed class OperationLedger(IOptions<JsonOptions> json, IKeyStore keys)
{
    private const int KeyBytes = 32;

    private readonly Lazy<byte[]> _key = new(() => Convert.FromBase64String(keys.GetOrAdd("requests", () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)))));

    private const int LongestId = 100;

    /// <param name="tx">The unit of work.</param>
    /// <param name="scope">Who asks; two callers may use the same id.</param>
    /// <param name="operationId">The caller's name for the operation; null does it without remembering.</param>
    /// <param name="request">What is asked; the same id with another request is refused.</param>
    /// <param name="now">The instant.</param>
    /// <param name="work">What to do the first time.</param>
    /// <param name="ct">Gives up waiting.</param>
    public async Task<Outcome<Answer>> OnceInTx(
        CaseTransaction tx, string scope, string? operationId, object request, DateTimeOffset now, Func<Task<Outcome<Answer>>> work, CancellationToken ct)
    {
        if (operationId is null)
        {
            return await work();
        }

        if (Unusable(operationId) is { } unusable)
        {
            return unusable;
        }

        var hash = HashOf(request);
        if (await OperationStore.FindInTx(tx, scope, operationId, ct) is { } known)
        {
            return known.RequestHash == hash ? new Answer(known.StatusCode, known.Response, known.Location) : Reused();
        }

        var outcome = await work();
        if (outcome.Succeeded(out var answer, out _))
        {
            await OperationStore.InsertInTx(tx, scope, operationId, new(hash, answer.StatusCode, answer.Json, answer.Location), now, ct);
        }
        else if (await OperationStore.FindInTx(tx, scope, operationId, ct) is not null)
        {
            // Another host did it while this one was looking, and what it did is why this one is refused.
            throw new RevisionConflictException($"Operation {operationId}");
        }

        return outcome;
    }

    /// <summary>
    /// What is kept of a request, to tell whether another under the same name is the same. Keyed, because a request may hold a national id beside nothing that could not be
    /// guessed, and of those there are few enough to try them all.
    /// </summary>
    public string HashOf(object request) => Convert.ToHexStringLower(HMACSHA256.HashData(_key.Value, JsonSerializer.SerializeToUtf8Bytes(request, json.Value.SerializerOptions)));

    /// <summary>Makes the key if there is none yet, while no other host can be making its own.</summary>
    public void Prepare() => _ = _key.Value;

    /// <summary>A value as it is answered.</summary>
    public Answer Answer<T>(int statusCode, T value, string? location = null) => new(statusCode, JsonSerializer.Serialize(value, json.Value.SerializerOptions), location);

    /// <summary>What was answered, whether now or the first time.</summary>
    public T Read<T>(Answer answer) => JsonSerializer.Deserialize<T>(answer.Json, json.Value.SerializerOptions) ?? throw new JsonException("An answer is null.");

    /// <summary>Why an operation id is refused that came with another request before.</summary>
    public static Refusal Reused() => new(RefusalKind.RuleBroken, "operation-id-reused", new(
        "استُخدم معرّف العملية هذا لطلب مختلف. استعمل معرّفًا جديدًا.", "This operation id was used for a different request. Use a new one."))
    {
        Field = "operationId",
    };

    /// <summary>Why a name cannot be an operation id; null when it can.</summary>
    public static Refusal? Unusable(string operationId) => operationId.Length is > 0 and <= LongestId ? null : new(RefusalKind.Malformed, "operation-id-invalid", new(
        $"معرّف العملية نص من 1 إلى {LongestId} خانة.", $"An operation id is a text of 1 to {LongestId} characters."))
    {
        Field = "operationId",
    };
}
