using CaseWorkflows.Cases.History;

namespace CaseWorkflows.Evidence.Packs;

/// <summary>
/// Walks one case's lines from the end that is known (the manifest's head, seals) back to the first event and names what is wrong. Whoever knows an event's hash knows the event, and
/// with it the hash of the one before; so each line is either the event that belongs there or is found not to be. Only where nobody says any more what belongs there, a line that is
/// whole in itself and claims the place is taken for it.
/// </summary>
/// <param name="head">The case, and its end as the manifest has it.</param>
/// <param name="isHeadSigned">True when the manifest is as it was signed; otherwise its head counts only if a line bears it out.</param>
/// <param name="lines">The lines in their order.</param>
/// <param name="witnesses">What seals say of the case, by number of the event.</param>
internal sealed class CaseWalk(PackedHead head, bool isHeadSigned, IReadOnlyList<EventLine> lines, IReadOnlyList<CaseWitness> witnesses)
{
    private readonly LineIndex _index = new(lines);
    private readonly Dictionary<long, EventLine> _found = [];
    private readonly List<(long From, long To)> _missing = [];
    private readonly CaseFindings _findings = new(head.Number);

    /// <summary>What is wrong with the events, by their numbers; empty when nothing is.</summary>
    public IReadOnlyList<Finding> Check()
    {
        var top = Walk();
        Place(top);
        foreach (var (from, to) in _missing)
        {
            _findings.Add(to == top ? FindingCode.CutOff : FindingCode.Dropped, from, to);
        }

        CheckOrder();
        CheckBeginning();
        CheckSeals();
        return _findings.InOrder();
    }

    /// <summary>The event that was found at a place; null when none was, or not as it was.</summary>
    public EventLine? EventAt(long seq) => _found.GetValueOrDefault(seq);

    private long Walk()
    {
        var sealedAt = witnesses.GroupBy(witness => witness.Seq).ToDictionary(group => group.Key, group => group.First().Hash);
        var isHeadKnown = isHeadSigned || _index.WithContent(head.Hash, head.Seq) is not null;
        var top = Math.Max(isHeadKnown ? head.Seq : _index.LargestClaim, sealedAt.Keys.DefaultIfEmpty().Max());
        var stops = new Stack<long>(_index.Claims.Concat(sealedAt.Keys).Where(seq => seq <= top).Distinct().Order());
        string? expected = null;
        for (var seq = top; seq >= 1;)
        {
            string?[] known = [expected, isHeadKnown && seq == head.Seq ? head.Hash : null, sealedAt.GetValueOrDefault(seq)];
            expected = Step(seq, known);
            var next = seq - 1;
            if (expected is null && !_found.ContainsKey(seq) && !_findings.IsChanged(seq))
            {
                while (stops.TryPeek(out var stop) && stop >= seq)
                {
                    stops.Pop();
                }

                next = stops.TryPeek(out var below) ? below : 0;
                Miss(next + 1, seq);
            }

            seq = next;
        }

        return top;
    }

    /// <summary>Finds the event with a number. Answers with what it names as the hash before it, as far as that can be believed; null when it cannot.</summary>
    private string? Step(long seq, string?[] known)
    {
        foreach (var hash in known)
        {
            if (hash is not null && _index.TakeContent(hash) is { } original)
            {
                if (known[0] is { } named && original.Content != named && _found.ContainsKey(seq + 1))
                {
                    // The line is as it was sealed, so it is its follower that names another.
                    _findings.Changed(seq + 1);
                }

                Found(seq, original, isChanged: original.Stated != original.Content || original.Seq != seq || (known[1] is { } end && original.Content != end));
                return original.Previous;
            }
        }

        var isAnybodys = Array.TrueForAll(known, hash => hash is null);
        var line = isAnybodys
            ? _index.TakeClaim(seq, onlyConsistent: true) ?? _index.TakeClaim(seq)
            : Array.Find(known, hash => hash is not null && _index.HasStated(hash)) is { } stated ? _index.TakeStated(stated) : _index.TakeClaim(seq);
        if (line is null)
        {
            return null;
        }

        var isTaken = isAnybodys && line.IsConsistent;
        Found(seq, line, isChanged: !isTaken);
        return isTaken || (line.Previous is { } previous && _index.IsPlausible(previous, seq - 1)) ? line.Previous : null;
    }

    private void Found(long seq, EventLine line, bool isChanged)
    {
        _index.PutAt(line, seq);
        if (isChanged)
        {
            _findings.Changed(seq);
        }
        else
        {
            _found[seq] = line;
        }
    }

    private void Miss(long from, long to)
    {
        if (_missing is [.., var above] && above.From == to + 1)
        {
            _missing[^1] = (from, above.To);
        }
        else
        {
            _missing.Add((from, to));
        }
    }

    /// <summary>A line that nobody knows, standing where an event is missing, is that event changed; elsewhere it was put in.</summary>
    private void Place(long top)
    {
        var (low, highs) = (0L, _index.NumbersAfter(top + 1));
        foreach (var line in lines)
        {
            if (_index.PlaceOf(line) is { } there)
            {
                low = there;
                continue;
            }

            var gap = _missing.FindLastIndex(range => range.From < highs[line.Place] && range.To > low);
            if (gap < 0)
            {
                _findings.Add(FindingCode.Inserted, line.Content is null ? line.Place + 1 : line.Seq);
                continue;
            }

            var (from, to) = _missing[gap];
            var seq = Math.Max(from, low + 1);
            _missing.RemoveAt(gap);
            if (seq < to)
            {
                _missing.Insert(gap, (seq + 1, to));
            }

            if (from < seq)
            {
                _missing.Insert(gap + (seq < to ? 1 : 0), (from, seq - 1));
            }

            Found(seq, line, isChanged: true);
            low = seq;
        }
    }

    private void CheckOrder()
    {
        var places = lines.Select(_index.PlaceOf).OfType<long>().ToList();
        var ordered = places.Order().ToList();
        var first = places.Zip(ordered).TakeWhile(pair => pair.First == pair.Second).Count();
        if (first < places.Count)
        {
            var last = Enumerable.Range(first, places.Count - first).Last(at => places[at] != ordered[at]);
            _findings.Add(FindingCode.Reordered, ordered[first], ordered[last]);
        }
    }

    private void CheckBeginning()
    {
        if (EventAt(1) is { } first && first.Previous != HashChain.Genesis)
        {
            _findings.Changed(1);
        }

        if (_found.Where(found => found.Value.CaseId != head.CaseId).Select(found => found.Key).DefaultIfEmpty().Min() is > 0 and var stranger)
        {
            _findings.Add(FindingCode.OtherCase, stranger);
        }
    }

    private void CheckSeals()
    {
        var holds = 0L;
        foreach (var witness in witnesses)
        {
            if (EventAt(witness.Seq) is not { } there)
            {
                continue;
            }

            if (there.Content != witness.Hash)
            {
                _findings.Add(new(FindingCode.NotAsSealed) { Seq = holds + 1, To = witness.Seq, Seal = witness.Seal.Number, At = witness.Seal.At });
                return;
            }

            holds = witness.Seq;
        }
    }
}
