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
    private CaseStage _toldStage;
    private CaseChange _told = new();
    private StepsMoved? _steps;

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

    /// <summary>True when something moved that no event tells of yet.</summary>
    public bool HasUntold => !Untold.IsEmpty;

    private CaseMove Untold => new()
    {
        Stage = Stage == _toldStage ? null : (_toldStage, Stage),
        Result = Change.Result == _told.Result ? null : Change.Result,
        InformedAt = Change.InformedAt == _told.InformedAt ? null : Change.InformedAt,
        RegistrationNumber = Change.RegistrationNumber == _told.RegistrationNumber ? null : Change.RegistrationNumber,
        SatisfactionScore = Change.SatisfactionScore == _told.SatisfactionScore ? null : Change.SatisfactionScore,
        Steps = _steps,
    };

    /// <summary>Numbers the event, lets it tell what moved since the one before, and seals it over that.</summary>
    public CaseEvent Chain(CaseEvent next)
    {
        var linked = HashChain.Link(Untold is { IsEmpty: false } moved ? next with { Data = moved.Into(next.Data) } : next, HistorySeq, HistoryHash);
        (HistorySeq, HistoryHash, _toldStage, _told, _steps) = (linked.Seq, linked.Hash, Stage, Change.Copy(), null);
        return linked;
    }

    /// <summary>How the procedure went on; the next event tells it.</summary>
    public void Went(StepsMoved steps) => _steps = _steps is null ? steps : _steps.Then(steps);

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
        (_savedStage, _toldStage, Stage, HistorySeq, HistoryHash) = (stage, stage, stage, historySeq, historyHash);
        return this;
    }

    /// <summary>The row holds everything now.</summary>
    public void Saved()
    {
        Revision++;
        _savedStage = Stage;
        (Change, _told) = (new(), new());
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

    public CaseChange Copy() => (CaseChange)MemberwiseClone();
}
