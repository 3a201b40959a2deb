namespace CaseWorkflows.Evidence.Packs;

/// <summary>Checks the cases one after the other, in ordinal order of their numbers, and says of each what its seals show.</summary>
internal static class CaseCheck
{
    /// <summary>More events than any case has.</summary>
    private const int MostEvents = 100_000;

    public static async Task RunAsync(PackCheck check, CancellationToken ct)
    {
        foreach (var head in check.Manifest.Heads.OrderBy(head => head.Number, StringComparer.Ordinal))
        {
            await OneAsync(check, head, ct);
        }
    }

    private static async Task OneAsync(PackCheck check, PackedHead head, CancellationToken ct)
    {
        var (path, lines, count) = (PackPaths.OfCase(head.Number), new List<EventLine>(), 0);
        void Read(ReadOnlyMemory<byte>? line)
        {
            if (++count <= MostEvents)
            {
                lines.Add(EventLine.Read(line, lines.Count));
            }
        }

        if (!check.Listed.ContainsKey(path))
        {
            check.Findings.Add(new(FindingCode.FileMissing) { Case = head.Number, Path = path });
            return;
        }

        if (!await check.ReadLinesAsync(path, Read, ct))
        {
            return;
        }

        if (count > MostEvents)
        {
            check.Findings.Add(new(FindingCode.Unreadable) { Reason = "TooLarge", Case = head.Number, Path = path });
            return;
        }

        var witnesses = check.Witnesses.GetValueOrDefault(head.CaseId) ?? [];
        var walk = new CaseWalk(head, check.SignedWith is not null, lines, witnesses);
        var findings = walk.Check();
        check.Findings.AddRange(findings);
        Documents(check, head, lines);
        var holdsBefore = findings.Count == 0 ? long.MaxValue : findings.Min(found => found.Seq!.Value);
        var shown = Shown(check, head, witnesses, holdsBefore);
        if (findings.Count == 0)
        {
            NewerThanSeals(check, head, walk, shown);
        }
    }

    /// <summary>Since which seal which events have stood: the earliest that covers them. Answers with the last event covered.</summary>
    private static long Shown(PackCheck check, PackedHead head, List<CaseWitness> witnesses, long before)
    {
        var shown = 0L;
        foreach (var witness in witnesses.OrderBy(witness => witness.Seal.Number).Where(witness => witness.Seq < before))
        {
            if (witness.Seq > shown)
            {
                check.Statements.Add(new(StatementCode.SealedSince)
                {
                    Case = head.Number, Seq = shown + 1, To = witness.Seq, Seal = witness.Seal.Number, At = witness.Seal.At, Key = witness.Seal.Key,
                });
                shown = witness.Seq;
            }
        }

        return shown;
    }

    /// <summary>
    /// Events that no seal covers are the newest, as a rule. One that says it happened before the last seal but one would have been in the last: nobody takes that long to write it.
    /// </summary>
    private static void NewerThanSeals(PackCheck check, PackedHead head, CaseWalk walk, long shown)
    {
        if (check.AreSealsWhole && check.AreProofsWhole && check.Seals.Count > 1 && !check.Unproven.Contains(head.CaseId))
        {
            var before = check.Seals.Values.ElementAt(check.Seals.Count - 2);
            var last = head.Seq;
            while (last > shown && string.CompareOrdinal(walk.EventAt(last)?.At ?? "~", before.At) > 0)
            {
                last--;
            }

            if (last > shown)
            {
                check.Findings.Add(new(FindingCode.NotSealed) { Case = head.Number, Seq = shown + 1, To = last, Seal = before.Number, At = before.At });
                return;
            }
        }

        if (shown < head.Seq)
        {
            check.Statements.Add(new(shown == 0 ? StatementCode.NeverSealed : StatementCode.AfterNewestSeal) { Case = head.Number, Seq = shown + 1, To = head.Seq });
        }
    }

    private static void Documents(PackCheck check, PackedHead head, List<EventLine> lines)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        check.Documents.AddRange(lines.Where(line => line.Document is not null && seen.Add(line.Document.Id)).Select(line => (head, line.Seq, line.Document!)));
    }
}
