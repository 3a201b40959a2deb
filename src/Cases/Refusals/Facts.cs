namespace CaseWorkflows.Cases.Refusals;

/// <summary>Builds the facts that go with a refusal.</summary>
public static class Facts
{
    /// <summary>The facts of a refusal, by name.</summary>
    public static Dictionary<string, object?> Of(params ReadOnlySpan<(string Name, object? Value)> facts)
    {
        var named = new Dictionary<string, object?>(facts.Length, StringComparer.Ordinal);
        foreach (var (name, value) in facts)
        {
            named[name] = value;
        }

        return named;
    }
}
