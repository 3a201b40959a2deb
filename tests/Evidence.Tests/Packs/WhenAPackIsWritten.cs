using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Evidence.Packs;
using CaseWorkflows.Evidence.Sealing;
using CaseWorkflows.Evidence.Tests.Sealing;

namespace CaseWorkflows.Evidence.Tests.Packs;

public sealed class WhenAPackIsWritten
{
    private static readonly PackFacts Facts = new(SealBook.Association, new("جمعية", "Association"), PackScope.OfPeriod("2026-03-01", "2026-03-31"), SealBook.Day(1), "auditor-1");

    [Fact]
    public async Task Its_events_are_hashed_by_hashing_a_slice_of_each_line()
    {
        var pack = await Packing.OpenAsync(1);
        foreach (var one in pack.World.Cases)
        {
            Assert.Equal(one.Events.Select(old => old.Hash), pack.Lines(PackPaths.OfCase(one.Number)).Select(line => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)[9..^75]))));
            Assert.All(one.Events, old => Assert.Equal(HashChain.HashOf(old), Convert.ToHexStringLower(SHA256.HashData(HashChain.CanonicalBytes(old)))));
        }
    }

    [Fact]
    public async Task Every_file_but_two_is_in_its_manifest_in_order()
    {
        var pack = await Packing.OpenAsync(1);
        var manifest = PackManifest.Parse(pack.Files[PackPaths.Manifest])!;

        Assert.Equal(pack.Files.Keys.Where(path => path is not ("manifest.json" or "manifest.sig")), manifest.Files.Select(file => file.Path));
        Assert.Equal(manifest.Heads.OrderBy(head => head.CaseId, StringComparer.Ordinal), manifest.Heads);
        Assert.Equal(pack.Files[PackPaths.Manifest], manifest.ToBytes());
        Assert.Contains("verify.html", pack.Files.Keys);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../out")]
    [InlineData("a/../b")]
    [InlineData("a\\b")]
    [InlineData("c:d")]
    [InlineData("a//b")]
    [InlineData("trailing.")]
    [InlineData("manifest.json")]
    [InlineData("manifest.sig")]
    [InlineData("twice.txt")]
    public async Task A_path_that_does_not_unpack_everywhere_is_a_bug(string path)
    {
        using var memory = new MemoryStream();
        await using var writer = new PackWriter(memory, Facts);
        await writer.AddAsync("twice.txt", (_, _) => Task.CompletedTask, default);

        await Assert.ThrowsAsync<ArgumentException>(() => writer.AddAsync(path, (_, _) => Task.CompletedTask, default));
    }

    [Fact]
    public async Task It_needs_a_stream_that_can_only_be_written()
    {
        using var memory = new MemoryStream();
        var (written, key) = (new HashingStream(memory), SealBook.WithKey());
        await using (var writer = new PackWriter(written, Facts))
        {
            await writer.AddKeysAsync(key.Keys, default);
            await writer.AddSealsAsync(AsyncEnumerable.Empty<Seal>(), default);
            await writer.AddProofsAsync(AsyncEnumerable.Empty<PackProof>(), default);
            await writer.FinishAsync(key.Keys[0].Id, (content, _) => ValueTask.FromResult(Signatures.Sign(key.Current, content.Span)), default);
        }

        Assert.True((await Packing.VerifyAsync(memory.ToArray())).IsIntact);
        Assert.True(memory.CanWrite);
    }

    [Fact]
    public async Task One_that_was_not_finished_is_broken()
    {
        using var memory = new MemoryStream();
        await using (var writer = new PackWriter(memory, Facts))
        {
            await writer.AddAsync("log.xes", (_, _) => Task.CompletedTask, default);
        }

        var found = Assert.Single((await Packing.VerifyAsync(memory.ToArray())).Findings);
        Assert.Equal((FindingCode.FileMissing, PackPaths.Manifest), (found.Code, found.Path));
    }

    [Fact]
    public void Its_page_asks_nobody_for_anything()
    {
        var page = Encoding.UTF8.GetString(VerifyPage.Html.Span);

        Assert.Contains("default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex(@"https?:|\bsrc=|url\(|fetch\(|XMLHttpRequest|innerHTML|/\*(style|check|page)\*/", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)), page);
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"ar\" dir=\"rtl\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_text_stands_in_both_languages_with_the_same_values()
    {
        var codes = Enum.GetNames<FindingCode>().Concat(Enum.GetNames<StatementCode>()).ToHashSet(StringComparer.Ordinal);
        var texts = JsonNode.Parse(EvidenceTexts.File())!.AsObject();
        Assert.Equal(codes.Order(StringComparer.Ordinal), texts.Select(text => text.Key.Split('.')[0]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(texts, text => Assert.Equal(Places((string)text.Value!["en"]!), Places((string)text.Value!["ar"]!)));
    }

    private static List<string> Places(string text) =>
        [.. Regex.Matches(text, @"\{\w+\}", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(place => place.Value).Order(StringComparer.Ordinal)];
}
