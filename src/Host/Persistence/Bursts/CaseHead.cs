using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.Lifecycle;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>
/// The case's own row in the hands of a unit of work. All instances that work on the case there share it, so that its history has one end and its row is
/// written over the revision it was read at.
/// </summary>
internal sealed class CaseHead(string id, string number, string service, string channel)
{
    private CaseStage _savedStage;

    public string Id { get; } = id;

    public string Number { get; } = number;

    public string Service { get; } = service;

    public string Channel { get; } = channel;

    /// <summary>The revision of the row as it was read.</summary>
    public int Revision { get; set; }

    /// <summary>The number of the newest event; 0 before the first.</summary>
    public long HistorySeq { get; private set; }

    /// <summary>The newest event's hash, kept with the case so that the chain's end is known without looking for it.</summary>
    public string HistoryHash { get; private set; } = HashChain.Genesis;

    public CaseStage Stage { get; private set; }

    /// <summary>What is to be written to the row.</summary>
    public CaseChange Change { get; private set; } = new();

    /// <summary>True when more than the history's end is to be written.</summary>
    public bool HasMoved => Stage != _savedStage || Change is not { Result: null, InformedAt: null, RegistrationNumber: null, SatisfactionScore: null };

    /// <summary>Numbers the event and seals it over the one before.</summary>
    public CaseEvent Chain(CaseEvent next)
    {
        var linked = HashChain.Link(next, HistorySeq, HistoryHash);
        (HistorySeq, HistoryHash) = (linked.Seq, linked.Hash);
        return linked;
    }

    /// <summary>Moves the case along. A closed case stays closed, whatever a procedure does after closing it.</summary>
    public void MoveTo(CaseStage stage)
    {
        if (CaseRules.Move(Stage, stage).Succeeded(out var moved, out _))
        {
            Stage = moved;
        }
    }

    /// <summary>Takes over what was read.</summary>
    public CaseHead At(CaseStage stage, long historySeq, string historyHash)
    {
        (_savedStage, Stage, HistorySeq, HistoryHash) = (stage, stage, historySeq, historyHash);
        return this;
    }

    /// <summary>The row holds everything now.</summary>
    public void Saved()
    {
        Revision++;
        _savedStage = Stage;
        Change = new();
    }
}

/// <summary>What is learned about a case beside its stage. Null leaves a column as it was.</summary>
internal sealed class CaseChange
{
    /// <summary>Closes the case.</summary>
    public CaseResult? Result { get; set; }

    public DateTimeOffset? InformedAt { get; set; }

    public string? RegistrationNumber { get; set; }

    public int? SatisfactionScore { get; set; }
}
