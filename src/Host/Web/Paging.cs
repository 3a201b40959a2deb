namespace CaseWorkflows.Host.Web;

/// <summary>Which page of a list, however large a number was asked for.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Size">1 to 200.</param>
internal sealed record Paging(int Number, int Size)
{
    private const int Largest = 200;

    public int Skip => (int)Math.Min((Number - 1L) * Size, int.MaxValue);

    /// <summary>The nearest page there can be.</summary>
    public static Paging Of(int number, int size) => new(Math.Max(number, 1), Math.Clamp(size, 1, Largest));
}
