namespace CaseWorkflows.Evidence.Packs;

/// <summary>Holds every file against the manifest. A document's file is told by the event that names it.</summary>
internal static class FileCheck
{
    private static readonly string[] Required = [PackPaths.Keys, PackPaths.Seals, PackPaths.Proofs, PackPaths.Documents];

    public static async Task RunAsync(PackCheck check, CancellationToken ct)
    {
        var events = new Dictionary<string, (string Case, long Seq)>(StringComparer.Ordinal);
        foreach (var (head, seq, document) in check.Documents)
        {
            events.TryAdd(document.Sha256, (head.Number, seq));
        }

        var areEventsWhole = !check.Findings.Exists(found => found.IsOfEvent);
        foreach (var file in check.Manifest.Files)
        {
            if (!await OneAsync(check, file, events, ct))
            {
                continue;
            }

            if (PackPaths.DocumentOf(file.Path) is { } hash && !events.ContainsKey(hash) && areEventsWhole)
            {
                check.Add(FindingCode.FileAdded, "OfNoEvent", file.Path);
            }
        }

        foreach (var path in Required.Where(path => !check.Listed.ContainsKey(path)))
        {
            check.Add(FindingCode.FileMissing, path: path);
        }

        var ofCases = check.Manifest.Heads.Select(head => PackPaths.OfCase(head.Number)).ToHashSet(StringComparer.Ordinal);
        foreach (var path in check.Listed.Keys.Where(path => PackPaths.IsOfCase(path) && !ofCases.Contains(path)))
        {
            check.Add(FindingCode.FileAdded, "OfNoCase", path);
        }

        foreach (var path in check.Zip.Paths.Where(path => path is not (PackPaths.Manifest or PackPaths.Signature) && !check.Listed.ContainsKey(path)))
        {
            check.Add(FindingCode.FileAdded, path: path);
        }

        foreach (var path in check.Zip.Twice)
        {
            check.Add(FindingCode.FileAdded, "Twice", path);
        }
    }

    private static async Task<bool> OneAsync(PackCheck check, PackedFile file, Dictionary<string, (string Case, long Seq)> events, CancellationToken ct)
    {
        var hash = PackPaths.DocumentOf(file.Path);
        var isThere = check.Zip.Has(file.Path);
        var seen = !isThere ? null : check.Seen.TryGetValue(file.Path, out var known) ? known : await check.Zip.ReadAsync(file.Path, file.Bytes, content: null, ct);
        if (seen is not null && seen == new FileSeen(file.Bytes, file.Sha256) && (hash is null || hash == seen.Sha256))
        {
            return true;
        }

        check.Findings.Add(hash is not null && events.TryGetValue(hash, out var filed)
            ? new(isThere ? FindingCode.DocumentReplaced : FindingCode.DocumentMissing) { Case = filed.Case, Seq = filed.Seq, Path = file.Path }
            : new(isThere ? FindingCode.FileChanged : FindingCode.FileMissing) { Path = file.Path });
        return false;
    }
}
