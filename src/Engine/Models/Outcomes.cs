namespace CaseWorkflows.Engine.Models;

/// <summary>What an activity completed with. Matched to connection ports by exact name.</summary>
public sealed record Outcomes(IReadOnlyList<string?> Names)
{
    /// <summary>Plain completion: follows Done and unnamed ports.</summary>
    public static readonly Outcomes Default = new((IReadOnlyList<string?>)[null, "Done"]);

    /// <summary>Nothing is followed: the path is dead.</summary>
    public static readonly Outcomes Empty = new((IReadOnlyList<string?>)[]);

    public Outcomes(params string[] names)
        : this((IReadOnlyList<string?>)names)
    {
    }

    public bool Contains(string? port)
    {
        foreach (var name in Names)
        {
            if (string.Equals(name, port, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
