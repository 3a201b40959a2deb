namespace CaseWorkflows.Evidence.Packs;

/// <summary>What the check of a pack came to.</summary>
/// <param name="Manifest">What the pack says of itself; null when that cannot be read.</param>
/// <param name="Findings">Everything wrong, events first, by case and number; empty for a pack that holds.</param>
/// <param name="Statements">What is shown and what is not; of a pack that does not hold, only what still holds.</param>
public sealed record PackVerdict(PackManifest? Manifest, IReadOnlyList<Finding> Findings, IReadOnlyList<Statement> Statements)
{
    /// <summary>True when nothing is wrong. It says no more than <see cref="Statements"/> does.</summary>
    public bool IsIntact => Findings.Count == 0;
}

/// <summary>What whoever checks a pack knows from elsewhere. Without any of it a pack may be whole in itself and still be somebody else's.</summary>
public sealed record PackTrust
{
    /// <summary>The fingerprint of a key of the association, from paper or by telephone: 64 hex digits, blanks between them do not count. Null for none.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Seals that were kept elsewhere, each as its line in <c>seals.jsonl</c>; empty for none.</summary>
    public IReadOnlyList<string> KeptSeals { get; init; } = [];
}
