using CaseWorkflows.Host.People;

namespace CaseWorkflows.Host.Intake;

/// <summary>Where the scan of a letter goes that a request came by. Until documents are kept with cases the page does not ask for one.</summary>
internal interface ILetterScans
{
    /// <summary>False when there is no place for them: then nothing is offered that would be lost.</summary>
    bool AreKept { get; }

    /// <summary>Puts the scan with the case that was opened. The same file again for the same case changes nothing.</summary>
    Task KeepAsync(CurrentCaller caller, string caseId, IFormFile scan, CancellationToken ct);
}

/// <summary>There is no place for scans yet.</summary>
internal sealed class NoLetterScans : ILetterScans
{
    public bool AreKept => false;

    public Task KeepAsync(CurrentCaller caller, string caseId, IFormFile scan, CancellationToken ct) => Task.CompletedTask;
}
