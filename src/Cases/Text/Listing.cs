namespace CaseWorkflows.Cases.Text;

internal static class Listing
{
    /// <summary>Several names in a row, with the comma each language has.</summary>
    public static LocalizedText Of(IEnumerable<LocalizedText> names)
    {
        var all = names.ToList();
        return new(string.Join("، ", all.Select(name => name.Arabic)), string.Join(", ", all.Select(name => name.English)));
    }
}
