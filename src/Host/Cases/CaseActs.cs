using System.Text.Json.Nodes;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Operations;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;

namespace CaseWorkflows.Host.Cases;

/// <summary>Something that was added to a case's file.</summary>
internal sealed record Added(string Id);

/// <summary>What people do to a case's file beside its procedure: each act is one unit of work with a line in the history, whatever stage the case is in.</summary>
internal sealed class CaseActs(UnitOfWork unitOfWork, OperationLedger operations, TimeProvider clock)
{
    /// <summary>Does it to a case of one of the caller's associations, and saves the case. Refuses <c>no-such-case</c> and whatever the act refuses.</summary>
    public Task<Outcome<T>> DoAsync<T>(CurrentCaller caller, string caseId, Func<CaseTransaction, CaseFile, Actor, DateTimeOffset, CancellationToken, Task<Outcome<T>>> act, CancellationToken ct)
        => unitOfWork.WriteAsync<T>(async (tx, token) =>
        {
            if (await CaseStore.LoadInTx(tx, caseId, token) is not { } file || !caller.IsIn(file.Association))
            {
                return CaseAnswers.NoSuchCase();
            }

            var (now, before) = (clock.GetUtcNow(), file.HistorySeq);
            var outcome = await act(tx, file, caller.ActorFor(file.Association), now, token);
            if (outcome.Refusal is null && file.HistorySeq != before)
            {
                await CaseStore.SaveInTx(tx, file, now, token);
            }

            return outcome;
        }, ct);

    /// <summary>As the other, for what would be there twice when it is sent twice: the same operation id again adds nothing and answers with the same id.</summary>
    /// <param name="caller">Who adds.</param>
    /// <param name="caseId">To which case.</param>
    /// <param name="operationId">The caller's name for it; null adds without remembering.</param>
    /// <param name="request">What is added; the same name with another is refused.</param>
    /// <param name="add">Adds it and answers with its id.</param>
    /// <param name="ct">Gives up waiting.</param>
    public Task<Outcome<string>> AddAsync(
        CurrentCaller caller, string caseId, string? operationId, object request, Func<CaseTransaction, CaseFile, Actor, DateTimeOffset, CancellationToken, Task<Outcome<string>>> add, CancellationToken ct)
        => DoAsync<string>(caller, caseId, async (tx, file, actor, now, token) => (await operations.OnceInTx(
            tx, caller.Id, operationId, new { caseId, request }, now,
            async () => (await add(tx, file, actor, now, token)).Map(id => operations.Answer(StatusCodes.Status201Created, new Added(id))), token)).Map(answer => operations.Read<Added>(answer).Id), ct);

    /// <summary>A line in the history about an act of a person's own.</summary>
    public static ValueTask RecordInTx(CaseTransaction tx, CaseFile file, Actor actor, string action, DateTimeOffset now, string? reason, JsonObject? data, CancellationToken ct)
        => HistoryStore.AppendInTx(tx, file, file.Event(action, actor, now) with { Reason = reason, Data = data?.ToJsonString() }, ct);
}
