using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.Intake;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;

namespace CaseWorkflows.Host.Intake;

/// <summary>The first line of a case's history: how it came, which warnings were passed, what was decided about possible duplicates and what was brought. Never a name or a number.</summary>
internal static class IntakeHistory
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>True for a reason of nothing but blanks and invisible marks, and for one nobody would read to the end.</summary>
    public static bool SaysNothing(string reason) => ArabicText.Fold(reason).Length is 0 or > IntakeRules.MaximumReasonLength;

    public static ValueTask RecordInTx(
        CaseTransaction tx, CaseFile file, CaseRow row, OpenCaseRequest request, AcceptedCase accepted, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var data = new JsonObject { ["channel"] = row.Channel, ["number"] = row.Number, ["service"] = row.Service };
        if (accepted.PassedDoubts is { Count: > 0 } doubts)
        {
            data["passedWarnings"] = JsonSerializer.SerializeToNode(doubts.Select(doubt => new { warning = doubt.Warning, doubt = doubt.Doubt.ToString() }));
        }

        if (request.PersonId is not null)
        {
            data["samePersonAs"] = row.ApplicantId;
        }

        if (request.NotTheSame is { Count: > 0 } others)
        {
            data["notTheSameAs"] = JsonSerializer.SerializeToNode(others.Select(other => new { person = other.PersonId, reason = other.Reason.Trim() }), Readable);
        }

        if (request.Documents is { } brought)
        {
            var needed = accepted.Service.RequiredDocuments.Select(document => document.Key).ToLookup(key => brought.Contains(key, StringComparer.Ordinal));
            data["documents"] = JsonSerializer.SerializeToNode(new { received = needed[true], missing = needed[false] });
        }

        if (row.BranchId is not null)
        {
            data["branch"] = row.BranchId;
        }

        return HistoryStore.AppendInTx(tx, file, file.Event("CaseOpened", actor, now) with
        {
            ActivityType = "CaseWorkflows.OpenCase",
            Clause = CaseWorkflows.Cases.Policies.ClauseIds.Channels,
            Reason = accepted.PassedDoubts is [var first, ..] ? first.Reason : null,
            Data = data.ToJsonString(),
        }, ct);
    }
}
