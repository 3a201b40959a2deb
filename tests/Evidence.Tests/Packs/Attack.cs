using CaseWorkflows.Evidence.Packs;

namespace CaseWorkflows.Evidence.Tests.Packs;

/// <summary>One way of tampering with a pack, and what must be found first. Where a chain was computed anew, the finding is a range that holds the place.</summary>
internal sealed record Attack(string Name, OpenPack Pack, FindingCode Code, string? Case = null, long? Seq = null, long? Seal = null, string? Path = null)
{
    public string? MissedBy(PackVerdict verdict) => verdict.Findings is [var first, ..] && Fits(first) ? null : $"{Name}: expected {Code} {Case} {Seq}{Seal} {Path}, found {Told(verdict)}";

    private bool Fits(Finding found) => found.Code == Code && found.Case == Case && (Seal is null || found.Seal == Seal) && (Path is null || found.Path == Path)
        && (Code == FindingCode.NotAsSealed ? found.Seq <= Seq && Seq <= found.To : found.Seq == Seq);

    private static string Told(PackVerdict verdict) => string.Join(" | ", verdict.Findings.Take(4).Select(found => $"{found.Code}.{found.Reason} {found.Case} {found.Seq}-{found.To} s{found.Seal} {found.Path}"));
}
