namespace CaseWorkflows.Activities.Rehearsals;

/// <summary>
/// Chance without memory: what happens to a case at its n-th step of a kind depends on the seed, the case, the kind and n alone. Two procedures are so compared with
/// the same people: whoever has an incomplete file in one has it in the other.
/// </summary>
internal readonly record struct Luck(int Seed)
{
    /// <summary>From 0 to just under 1.</summary>
    public double Draw(int @case, string step, int visit, int question)
    {
        var mixed = 14695981039346656037UL;
        foreach (var letter in step)
        {
            mixed = (mixed ^ letter) * 1099511628211UL;
        }

        foreach (var number in (ReadOnlySpan<int>)[Seed, @case, visit, question])
        {
            mixed = Mix(mixed + (uint)number + 0x9E3779B97F4A7C15UL);
        }

        return (mixed >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>One of the names by weight; null when there are none.</summary>
    public static string? Choose(double draw, IReadOnlyList<(string Name, double Weight)> from)
    {
        var left = draw * from.Sum(option => option.Weight);
        foreach (var (name, weight) in from)
        {
            left -= weight;
            if (left < 0)
            {
                return name;
            }
        }

        return from.Count == 0 ? null : from[^1].Name;
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
