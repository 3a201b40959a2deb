using CaseWorkflows.Cases.History;
using CaseWorkflows.Evidence.Packs;
using CaseWorkflows.Evidence.Tests.Sealing;

namespace CaseWorkflows.Evidence.Tests.Packs;

/// <summary>The signature of a pack says nothing against whoever can sign; the seals still do.</summary>
public sealed class WhenWhoeverHasTheKeyTampers
{
    [Fact]
    public async Task An_event_put_behind_the_newest_under_an_old_date_is_named()
    {
        var (pack, one) = await FullySealedAsync();
        var late = HashChain.Link(one.Events[^1] with { At = SealBook.Moment(1) }, one.Events.Count, one.Events[^1].Hash);
        pack.EditLines(PackPaths.OfCase(one.Number), lines => lines.Add(EventAttacks.Line(late)));

        await FirstAsync(pack.SetHead(one, late.Seq, late.Hash), FindingCode.NotSealed, one.Number, late.Seq);
    }

    [Fact]
    public async Task A_case_whose_proofs_were_all_taken_out_is_named()
    {
        var (pack, one) = await FullySealedAsync();
        pack.EditLines(PackPaths.Proofs, lines => lines.RemoveAll(line => line.Contains($"\"{one.Id}\"", StringComparison.Ordinal)));

        await FirstAsync(pack, FindingCode.NotSealed, one.Number, 1);
    }

    [Fact]
    public async Task A_case_cut_back_to_an_older_seal_with_its_later_proofs_taken_out_is_named()
    {
        var pack = await Packing.OpenAsync(1);
        var one = pack.World.Cases.First(other => pack.World.Proofs.Where(proof => proof.Head.CaseId == other.Id).Select(proof => proof.Head.Seq).Distinct().Count() > 1);
        var old = pack.World.Proofs.First(proof => proof.Head.CaseId == one.Id);
        pack.EditLines(PackPaths.OfCase(one.Number), lines => lines.RemoveRange((int)old.Head.Seq, lines.Count - (int)old.Head.Seq));
        pack.EditLines(PackPaths.Proofs, lines => lines.RemoveAll(line => line.Contains($"\"{one.Id}\"", StringComparison.Ordinal) && !line.Contains($"\"seal\":{old.Seal},", StringComparison.Ordinal)));
        var verdict = await Packing.VerifyAsync(pack.SetHead(one, old.Head.Seq, old.Head.Hash).Resign().Zip());

        Assert.Contains(verdict.Findings, found => found is { Code: FindingCode.ProofBroken, Reason: "Newest" } && found.Case == one.Number);
    }

    [Fact]
    public async Task A_case_cut_back_with_its_proofs_left_is_named_at_the_first_event_missing()
    {
        var (pack, one) = await FullySealedAsync();
        pack.EditLines(PackPaths.OfCase(one.Number), lines => lines.RemoveAt(lines.Count - 1));
        var end = one.Events.Count > 1 ? one.Events[^2].Hash : HashChain.Genesis;

        await FirstAsync(pack.SetHead(one, one.Events.Count - 1, end), FindingCode.CutOff, one.Number, one.Events.Count);
    }

    [Fact]
    public async Task One_case_under_the_number_of_another_is_named()
    {
        var pack = await Packing.OpenAsync(1);
        var (first, second) = (pack.World.Cases[0], pack.World.Cases[1]);
        pack.Files[PackPaths.OfCase(first.Number)] = pack.Files[PackPaths.OfCase(second.Number)];
        pack.SetLines(PackPaths.Proofs, []);
        var verdict = await Packing.VerifyAsync(pack.SetHead(first, second.Events.Count, second.Events[^1].Hash).Resign().Zip());

        Assert.Equal((FindingCode.OtherCase, first.Number, 1), (verdict.Findings[0].Code, verdict.Findings[0].Case, verdict.Findings[0].Seq));
    }

    private static async Task<(OpenPack Pack, TestCase Case)> FullySealedAsync()
    {
        var pack = await Packing.OpenAsync(1);
        return (pack, pack.World.Cases.First(one => pack.World.Sealed(one) == one.Events.Count));
    }

    private static async Task FirstAsync(OpenPack pack, FindingCode code, string number, long seq)
    {
        var verdict = await Packing.VerifyAsync(pack.Resign().Zip());
        Assert.Equal((code, number, seq), (verdict.Findings[0].Code, verdict.Findings[0].Case, verdict.Findings[0].Seq));
    }
}
