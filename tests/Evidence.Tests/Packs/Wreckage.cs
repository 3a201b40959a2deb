using System.IO.Compression;
using System.Text;
using CaseWorkflows.Evidence.Packs;

namespace CaseWorkflows.Evidence.Tests.Packs;

/// <summary>What is no pack, or was one.</summary>
internal static class Wreckage
{
    public static async Task<IReadOnlyList<(string Name, byte[] Pack, FindingCode First)>> AllAsync()
    {
        var pack = await Packing.OpenAsync(1);
        var bytes = pack.Zip();
        return
        [
            ("nothing", [], FindingCode.Unreadable),
            ("a text", "no ZIP"u8.ToArray(), FindingCode.Unreadable),
            ("half a pack", bytes[..(bytes.Length / 2)], FindingCode.Unreadable),
            ("an empty ZIP", Zip(), FindingCode.FileMissing),
            ("a manifest that is no JSON", With(pack, files => files[PackPaths.Manifest] = "{"u8.ToArray()), FindingCode.Unreadable),
            ("a manifest that is no UTF-8", With(pack, files => files[PackPaths.Manifest] = [.. "{\"format\":\""u8, 0xff, .. "\"}"u8]), FindingCode.Unreadable),
            ("a manifest of another format", Manifest(pack, "caseworkflows-evidence/1", "caseworkflows-evidence/2"), FindingCode.Unreadable),
            ("a manifest without heads", Manifest(pack, "\"heads\"", "\"tails\""), FindingCode.Unreadable),
            ("a manifest that names a file twice", Manifest(pack, "log.xes", "report.ar.html"), FindingCode.Unreadable),
            ("a manifest of more than there is", Manifest(pack, "\"bytes\":", "\"bytes\":9999999"), FindingCode.Unreadable),
            ("a manifest with a negative length", Manifest(pack, "\"bytes\":", "\"bytes\":-"), FindingCode.Unreadable),
            ("keys that are none", With(pack, files => files[PackPaths.Keys] = "[]"u8.ToArray()), FindingCode.Unreadable),
            ("keys that are no UTF-8", With(pack, files => files[PackPaths.Keys] = [0xff]), FindingCode.Unreadable),
            ("a signature that is none", With(pack, files => files[PackPaths.Signature] = "{}"u8.ToArray()), FindingCode.ManifestSignature),
            ("proofs that are none", With(pack, files => files[PackPaths.Proofs] = "{}\n[]\n\n"u8.ToArray()), FindingCode.ProofBroken),
            ("documents that are none", With(pack, files => files[PackPaths.Documents] = "[]"u8.ToArray()).ToArray(), FindingCode.FileChanged),
            ("a file that unpacks to far more than listed", With(pack, files => files["report.en.html"] = new byte[80_000_000]), FindingCode.FileChanged),
            ("a file under a path that leads out", With(pack, files => files["../out"] = [1]), FindingCode.FileAdded),
        ];
    }

    private static byte[] With(OpenPack pack, Action<SortedDictionary<string, byte[]>> edit)
    {
        var copy = pack.Copy();
        edit(copy.Files);
        return copy.Zip();
    }

    private static byte[] Manifest(OpenPack pack, string old, string other) =>
        With(pack, files => files[PackPaths.Manifest] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files[PackPaths.Manifest]).Replace(old, other, StringComparison.Ordinal)));

    private static byte[] Zip()
    {
        using var memory = new MemoryStream();
        new ZipArchive(memory, ZipArchiveMode.Create).Dispose();
        return memory.ToArray();
    }
}

public sealed class WhenAPackIsWreckage
{
    [Fact]
    public async Task It_is_told_and_nothing_is_thrown()
    {
        foreach (var (name, pack, first) in await Wreckage.AllAsync())
        {
            var verdict = await Packing.VerifyAsync(pack);
            Assert.True(verdict.Findings is [var found, ..] && found.Code == first, $"{name}: {string.Join(" | ", verdict.Findings.Select(one => one.Message.English))}");
        }
    }

    [Fact]
    public async Task No_bytes_turned_over_make_it_fall_over()
    {
        var (pack, random) = (await Packing.Shape(1).PackAsync(), new Random(7));
        for (var round = 0; round < 1500; round++)
        {
            var broken = pack.ToArray();
            for (var bits = random.Next(1, 6); bits > 0; bits--)
            {
                // The end holds the ZIP's own table, where most can go wrong.
                var at = random.Next(2) == 0 ? random.Next(broken.Length) : broken.Length - 1 - random.Next(Math.Min(1500, broken.Length));
                broken[at] = (byte)random.Next(256);
            }

            var verdict = await Packing.VerifyAsync(broken);
            Assert.All(verdict.Findings, found => Assert.NotEmpty(found.Message.Arabic));
        }
    }

    [Fact]
    public async Task Every_line_of_a_case_turned_over_is_found()
    {
        var (pack, random) = (await Packing.OpenAsync(1), new Random(11));
        for (var round = 0; round < 500; round++)
        {
            var broken = pack.Copy();
            var one = pack.World.Cases[random.Next(pack.World.Cases.Count)];
            var file = broken.Files[PackPaths.OfCase(one.Number)].ToArray();
            var at = random.Next(file.Length);
            file[at] ^= (byte)random.Next(1, 256);
            broken.Files[PackPaths.OfCase(one.Number)] = file;
            var first = (await Packing.VerifyAsync(broken.Zip())).Findings[0];

            // A line feed too many or too few touches two lines; the last one may only be missing its end.
            var line = file.Take(at).Count(value => value == '\n') + 1;
            Assert.True(first.Case == one.Number && Math.Abs(first.Seq!.Value - line) <= 1 || (at == file.Length - 1), $"{first} at line {line}");
        }
    }
}
