using CaseWorkflows.Host.Health;
using CaseWorkflows.Host.People;

namespace CaseWorkflows.Host.Web;

/// <summary>
/// The last word on everything that is not an answer: requests that could not be read, exceptions, and statuses the framework set without
/// a body. Keeps the endpoint on the context, so that the request log still knows the route.
/// </summary>
internal sealed class ProblemResponses(RequestDelegate next, ILogger<ProblemResponses> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException unreadable) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, UnreadableRequest.Explain(unreadable, context));
            return;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return;
        }
        catch (Exception error) when (!context.Response.HasStarted && StorageFault.Of(error) is not null)
        {
            var fault = StorageFault.Of(error)!;
            context.RequestServices.GetService<StorageHealth>()?.Failed(fault, error);
            await AnswerAsync(context, Problems.StorageUnavailable(fault));
            return;
        }
        catch (Exception trouble) when (!context.Response.HasStarted && DatabaseTrouble.Explain(trouble) is { } problem)
        {
            logger.LogWarning("The database refused or could not be reached: {ExceptionType}: {Reason}", trouble.GetType().Name, problem.Code);
            await AnswerAsync(context, problem);
            return;
        }
        catch (Exception bug) when (!context.Response.HasStarted)
        {
            logger.LogError(bug, "The request failed");

            // What failed may be the writing of a page, and what writes pages is not to be used again after that.
            await using var fresh = context.RequestServices.CreateAsyncScope();
            context.RequestServices = fresh.ServiceProvider;
            await fresh.ServiceProvider.GetRequiredService<CurrentCaller>().IdentifyAsync(context.User, context.RequestAborted);
            await AnswerAsync(context, Problems.Unexpected);
            return;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
        {
            var unread = context.Response.StatusCode == StatusCodes.Status400BadRequest ? UnreadableRequest.ExplainAddress(context) : null;
            await (unread ?? Problems.ForBareStatus(context.Response.StatusCode)).ToResult().ExecuteAsync(context);
        }
    }

    private static Task AnswerAsync(HttpContext context, Problem problem)
    {
        var requestId = context.Response.Headers["X-Request-Id"];
        context.Response.Clear();
        context.Response.Headers["X-Request-Id"] = requestId;
        return problem.ToResult().ExecuteAsync(context);
    }
}
