using System.Text.Json.Nodes;

namespace CaseWorkflows.Host.Walkthrough;

/// <summary>What is done with a task.</summary>
internal sealed record Move(string Action, string? Reason = null, JsonObject? Data = null);

/// <summary>
/// The acts of a case that takes the long way to a good end: the procedure is unclear at first, data is missing once, the committee tries too early.
/// Whatever the order of the steps, each is answered by its type.
/// </summary>
internal sealed class WalkScript
{
    private readonly Dictionary<string, Queue<Move>> _moves = new(StringComparer.Ordinal)
    {
        ["CaseWorkflows.VerifyInformation"] = new([new("Unclear"), new("Incomplete", "A rent contract is missing."), new("Verified")]),
    };

    /// <summary>The next act for a step of that type; the last one is repeated when a step comes round again. Null for a type nobody here can answer.</summary>
    public Move? NextFor(string activityType)
    {
        if (_moves.TryGetValue(activityType, out var queue))
        {
            return queue.Count > 1 ? queue.Dequeue() : queue.Peek();
        }

        return activityType switch
        {
            "CaseWorkflows.ReceiveBeneficiary" => new("Received"),
            "CaseWorkflows.ReferToSocialResearch" => new("Clarified"),
            "CaseWorkflows.SignDeclaration" => new("Signed"),
            "CaseWorkflows.InformApplicant" => new("Done"),
            "CaseWorkflows.CommitteeReview" => new("Approved"),
            "CaseWorkflows.OfferAppeal" => new("Accepted"),
            "CaseWorkflows.CompleteRegistration" => new("Registered"),
            "CaseWorkflows.DeliverService" => new("Delivered"),
            "CaseWorkflows.MeasureSatisfaction" => new("Answered", Data: new JsonObject { ["score"] = 5 }),
            _ => null,
        };
    }
}
