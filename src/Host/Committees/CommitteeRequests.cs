namespace CaseWorkflows.Host.Committees;

/// <summary>A vote: <c>Approve</c>, <c>Reject</c> with a reason, or <c>Abstain</c>. The same operation id again gets the same answer and does nothing.</summary>
internal sealed record VoteRequest(string Choice, string? Reason = null, string? OperationId = null);

/// <summary>A member stays out because of an interest in the case: the caller, or another when the caller leads the committee.</summary>
internal sealed record RecusalRequest(string Reason, string? Member = null, string? OperationId = null);

/// <summary>For closing a ballot, or holding it again.</summary>
internal sealed record BallotRequest(string? OperationId = null);

/// <summary>Something said among the members.</summary>
internal sealed record DiscussionRequest(string Text, string? OperationId = null);
