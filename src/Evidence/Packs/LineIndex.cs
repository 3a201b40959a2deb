namespace CaseWorkflows.Evidence.Packs;

/// <summary>A case's lines by what they hold, state and claim. A line is put at one place and then found no more.</summary>
internal sealed class LineIndex
{
    private readonly ILookup<string, EventLine> _byContent;
    private readonly ILookup<string, EventLine> _byStated;
    private readonly ILookup<long, EventLine> _byClaim;
    private readonly long?[] _places;

    public LineIndex(IReadOnlyList<EventLine> lines)
    {
        _byContent = lines.Where(line => line.Content is not null).ToLookup(line => line.Content!, StringComparer.Ordinal);
        _byStated = lines.Where(line => line.Stated is not null).ToLookup(line => line.Stated!, StringComparer.Ordinal);
        _byClaim = lines.Where(line => line.Content is not null && line.Seq >= 1).ToLookup(line => line.Seq);
        _places = new long?[lines.Count];
    }

    /// <summary>The numbers that lines claim.</summary>
    public IEnumerable<long> Claims => _byClaim.Select(claim => claim.Key);

    /// <summary>The largest number claimed by an event that is whole in itself; 0 for none.</summary>
    public long LargestClaim => _byClaim.Where(claim => claim.Any(line => line.IsConsistent)).Select(claim => claim.Key).DefaultIfEmpty().Max();

    /// <summary>A line with that content that claims that number; null for none.</summary>
    public EventLine? WithContent(string hash, long seq) => _byContent[hash].FirstOrDefault(line => line.Seq == seq);

    /// <summary>The first line left with that content; null for none.</summary>
    public EventLine? TakeContent(string hash) => FirstLeft(_byContent[hash]);

    /// <summary>True when a line left states that hash.</summary>
    public bool HasStated(string hash) => TakeStated(hash) is not null;

    /// <summary>The first line left that states that hash; null for none.</summary>
    public EventLine? TakeStated(string hash) => FirstLeft(_byStated[hash]);

    /// <summary>The first line left that claims that number; null for none.</summary>
    public EventLine? TakeClaim(long seq, bool onlyConsistent = false) => FirstLeft(_byClaim[seq].Where(line => line.IsConsistent || !onlyConsistent));

    /// <summary>True when a line bears out that the event with that number has that hash.</summary>
    public bool IsPlausible(string hash, long seq) => WithContent(hash, seq) is not null || _byStated[hash].Any(line => line.Content is null || line.Seq == seq);

    /// <summary>Puts a line at the place of an event.</summary>
    public void PutAt(EventLine line, long seq) => _places[line.Place] = seq;

    /// <summary>The number of the event a line was found to be; null while it is left.</summary>
    public long? PlaceOf(EventLine line) => _places[line.Place];

    /// <summary>For each line the number of the nearest event found behind it; the end where there is none.</summary>
    public long[] NumbersAfter(long end)
    {
        var after = new long[_places.Length];
        for (var at = after.Length - 1; at >= 0; at--)
        {
            after[at] = end;
            end = _places[at] ?? end;
        }

        return after;
    }

    private EventLine? FirstLeft(IEnumerable<EventLine> lines) => lines.FirstOrDefault(line => _places[line.Place] is null);
}
