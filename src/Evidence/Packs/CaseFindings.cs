namespace CaseWorkflows.Evidence.Packs;

/// <summary>What is found wrong with one case. Each event is called changed once.</summary>
/// <param name="number">The case's number.</param>
internal sealed class CaseFindings(string number)
{
    /// <summary>Nobody reads more about one case.</summary>
    private const int Most = 100;

    private readonly List<Finding> _findings = [];
    private readonly HashSet<long> _changed = [];

    public bool IsChanged(long seq) => _changed.Contains(seq);

    public void Changed(long seq)
    {
        if (_changed.Add(seq))
        {
            Add(FindingCode.Changed, seq);
        }
    }

    public void Add(FindingCode code, long seq, long? to = null) => Add(new(code) { Seq = seq, To = to });

    public void Add(Finding finding) => _findings.Add(finding with { Case = number });

    public IReadOnlyList<Finding> InOrder() => [.. Finding.InOrder(_findings).Take(Most)];
}
