using CaseWorkflows.Evidence.Sealing;

namespace CaseWorkflows.Evidence.Packs;

/// <summary>Holds the list of documents against the events. Only where both are what was signed: otherwise that is told already.</summary>
internal static class DocumentCheck
{
    public static async Task RunAsync(PackCheck check, CancellationToken ct)
    {
        if (check.Findings.Exists(found => found.IsOfEvent || found.Path == PackPaths.Documents) || await check.ReadAllAsync(PackPaths.Documents, ct) is not { } bytes)
        {
            return;
        }

        using var document = JsonFields.Parse(bytes);
        if (document?.RootElement.Items("documents") is not { } items)
        {
            check.Add(FindingCode.Unreadable, "Part", PackPaths.Documents);
            return;
        }

        var listed = new Dictionary<(string Case, string Id), string?>();
        foreach (var item in items)
        {
            listed[(item.Text("case") ?? "", item.Text("document") ?? "")] = item.Hash("sha256");
        }

        foreach (var (head, seq, one) in check.Documents)
        {
            if (!listed.Remove((head.CaseId, one.Id), out var sha256) || sha256 != one.Sha256)
            {
                check.Findings.Add(new(sha256 is null ? FindingCode.DocumentMissing : FindingCode.DocumentReplaced) { Reason = "Listed", Case = head.Number, Seq = seq, Path = PackPaths.Documents });
            }
        }

        if (listed.Count > 0)
        {
            check.Add(FindingCode.FileChanged, "OfNoEvent", PackPaths.Documents);
        }
    }
}
