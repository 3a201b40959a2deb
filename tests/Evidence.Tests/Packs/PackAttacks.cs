using System.Text;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Evidence.Packs;
using CaseWorkflows.Evidence.Sealing;
using CaseWorkflows.Evidence.Tests.Sealing;

namespace CaseWorkflows.Evidence.Tests.Packs;

/// <summary>What can be done to a pack beside its events, and to its events by whoever holds the key.</summary>
internal static class PackAttacks
{
    private static readonly string[] ProofFields = ["hash", "index", "seq", "path", "tree"];

    public static IEnumerable<Attack> On(OpenPack pack) => [.. Recomputed(pack), .. OnDocuments(pack), .. OnKeys(pack), .. OnSeals(pack), .. OnProofs(pack), .. OnFiles(pack)];

    /// <summary>Chains computed anew from some event on that a seal covers: with the list of contents as it was, brought up to it and signed with the association's own key.</summary>
    private static IEnumerable<Attack> Recomputed(OpenPack pack)
    {
        foreach (var one in pack.World.Cases)
        {
            for (var from = 1; from <= pack.World.Sealed(one); from++)
            {
                var (alone, chain) = (pack.Copy(), Recompute(one, from));
                alone.SetLines(PackPaths.OfCase(one.Number), chain.Select(EventAttacks.Line));
                var isTold = pack.World.Proofs.Exists(proof => proof.Head.CaseId == one.Id && proof.Head.Seq >= from && proof.Head.Seq < one.Events.Count);
                yield return isTold
                    ? new($"{one.Number} recompute from {from}", alone, FindingCode.NotAsSealed, one.Number, from)
                    : new($"{one.Number} recompute from {from}, all of it unsealed but the end", alone, FindingCode.Changed, one.Number, one.Events.Count);

                yield return new($"{one.Number} recompute from {from}, signed", alone.Copy().SetHead(one, chain[^1].Seq, chain[^1].Hash).Resign(), FindingCode.NotAsSealed, one.Number, from);
            }
        }
    }

    public static List<CaseEvent> Recompute(TestCase one, int from)
    {
        var (seq, hash) = (0L, HashChain.Genesis);
        return one.Events.Select(old =>
        {
            var linked = HashChain.Link(old.Seq == from ? old with { Reason = "never said" } : old, seq, hash);
            (seq, hash) = (linked.Seq, linked.Hash);
            return linked;
        }).ToList();
    }

    private static IEnumerable<Attack> OnDocuments(OpenPack pack)
    {
        foreach (var one in pack.World.Cases)
        {
            foreach (var hash in one.Documents.Select(content => Hashes.Of(content)))
            {
                var (path, seq) = (PackPaths.OfDocument(hash, "pdf"), one.Events.First(old => old.Data?.Contains(hash, StringComparison.Ordinal) == true).Seq);
                yield return File($"replace {path}", pack, FindingCode.DocumentReplaced, files => files[path] = "%PDF forged"u8.ToArray()) with { Case = one.Number, Seq = seq };
                yield return Signed($"replace {path}", pack, FindingCode.DocumentReplaced, files => files[path] = "%PDF forged"u8.ToArray()) with { Case = one.Number, Seq = seq };
                yield return File($"delete {path}", pack, FindingCode.DocumentMissing, files => files.Remove(path)) with { Case = one.Number, Seq = seq };
                var relisted = pack.Copy();
                relisted.EditJson(PackPaths.Documents, json => json["documents"]!.AsArray().First(item => (string?)item!["sha256"] == hash)!["sha256"] = HashChain.Genesis);
                yield return new($"list {path} under another hash, signed", relisted.Resign(), FindingCode.DocumentReplaced, one.Number, seq);
            }
        }

        yield return Signed("a document of no event", pack, FindingCode.FileAdded, files => files[PackPaths.OfDocument(Hashes.Of("x"u8), "pdf")] = "x"u8.ToArray());
    }

    private static IEnumerable<Attack> OnKeys(OpenPack pack)
    {
        var (other, book) = (SealBook.NewKey(), pack.World.Book);
        var stranger = SealKey.First(other, SealBook.Day(0));
        yield return new("sign with another key", pack.Copy().Resign(other), FindingCode.KeySwapped);
        yield return new("sign with another key under the right name", pack.Copy().Resign(other, book.Keys[^1].Id), FindingCode.ManifestSignature);
        if (book.Seals.Count > 0)
        {
            yield return new("swap the keys", WithKeys(pack, [stranger]).Resign(other), FindingCode.KeySwapped);
        }

        yield return new("add a key", WithKeys(pack, [.. book.Keys, stranger with { EndorsedBy = book.Keys[^1].Id }]).Resign(other), FindingCode.KeySwapped);
        yield return new("put a key in front", WithKeys(pack, [stranger, .. book.Keys]).Resign(other), FindingCode.KeySwapped);
        yield return new("another key under the right name", WithKeys(pack, [stranger with { Id = book.Keys[0].Id }, .. book.Keys.Skip(1)]).Resign(other, book.Keys[^1].Id), FindingCode.KeySwapped);
        var edited = pack.Copy();
        edited.EditJson(PackPaths.Signature, json => json["signature"] = Signatures.Sign(book.Current, "something else"u8));
        yield return new("edit the signature", edited, FindingCode.ManifestSignature);
    }

    private static OpenPack WithKeys(OpenPack pack, IEnumerable<SealKey> keys)
    {
        var copy = pack.Copy();
        copy.EditJson(PackPaths.Keys, json => json["keys"] = new JsonArray([.. keys.Select(key => key.ToJson())]));
        return copy;
    }

    private static IEnumerable<Attack> OnSeals(OpenPack pack)
    {
        var lines = pack.Lines(PackPaths.Seals);
        for (var at = 0; at < lines.Count; at++)
        {
            var (place, number) = (at, at + 1L);
            Attack Do(string name, Action<List<string>> edit)
            {
                var tampered = pack.Copy();
                tampered.EditLines(PackPaths.Seals, edit);
                return new($"{name} seal {number}", tampered, FindingCode.SealBroken, Seal: number);
            }

            foreach (var field in JsonNode.Parse(lines[at])!.AsObject().Select(member => member.Key))
            {
                yield return Do($"edit {field} of", edit => edit[place] = EditedSeal(edit[place], field));
            }

            yield return Do("garble", edit => edit[place] = "{}");
            var isNamed = number < lines.Count || pack.World.Proofs.Exists(proof => proof.Seal == number);
            yield return isNamed
                ? Do("drop", edit => edit.RemoveAt(place))
                : Do("drop", edit => edit.RemoveAt(place)) with { Code = FindingCode.FileChanged, Seal = null, Path = PackPaths.Seals };
            yield return Do("double", edit => edit.Insert(place, edit[place])) with { Seal = number + 1 };
        }
    }

    private static string EditedSeal(string line, string field)
    {
        var json = JsonNode.Parse(line)!.AsObject();
        json[field] = json[field]!.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.Number => (long)json[field]! + 1,
            _ when (string)json[field]! is var text => field == "at" ? text.Replace("2026", "2027", StringComparison.Ordinal) : (text[0] == 'e' ? 'd' : 'e') + text[1..],
            _ => null,
        };
        return Encoding.UTF8.GetString(CanonicalJson.Serialize(json));
    }

    private static IEnumerable<Attack> OnProofs(OpenPack pack)
    {
        var lines = pack.Lines(PackPaths.Proofs);
        for (var at = 0; at < lines.Count; at++)
        {
            var (place, json) = (at, JsonNode.Parse(lines[at])!.AsObject());
            var number = pack.World.Cases.Single(one => one.Id == (string?)json["case"]).Number;
            foreach (var field in ProofFields.Where(field => field != "tree" || !IsSameTree(pack, json)))
            {
                var tampered = pack.Copy();
                tampered.EditLines(PackPaths.Proofs, edit => edit[place] = EditedProof(edit[place], field));
                yield return new($"edit {field} of proof {place}", tampered, FindingCode.ProofBroken, number);
                yield return new($"edit {field} of proof {place}, signed", tampered.Copy().Resign(), FindingCode.ProofBroken, number);
            }

            var dropped = pack.Copy();
            dropped.EditLines(PackPaths.Proofs, edit => edit.RemoveAt(place));
            yield return (string?)json["tree"] == "cases" || IsLastChange(lines, json)
                ? new($"drop proof {place}, signed", dropped.Resign(), FindingCode.ProofBroken, number)
                : new($"drop proof {place}", dropped, FindingCode.FileChanged, Path: PackPaths.Proofs);
        }
    }

    private static bool IsSameTree(OpenPack pack, JsonObject proof) =>
        pack.World.Book.Seals[(int)(long)proof["seal"]! - 1] is var seal && seal.Root == seal.ChangedRoot;

    private static bool IsLastChange(List<string> lines, JsonObject proof) =>
        !lines.Select(line => JsonNode.Parse(line)!).Any(other => (string?)other["case"] == (string?)proof["case"] && (string?)other["tree"] == "changed" && (long)other["seal"]! > (long)proof["seal"]!);

    private static string EditedProof(string line, string field)
    {
        var json = JsonNode.Parse(line)!.AsObject();
        json[field] = field switch
        {
            "hash" => HashChain.Genesis,
            "path" => new JsonArray([HashChain.Genesis, .. json["path"]!.AsArray().Select(step => step!.DeepClone())]),
            "tree" => (string?)json["tree"] == "cases" ? "changed" : "cases",
            _ => (long)json[field]! + 1,
        };
        return Encoding.UTF8.GetString(CanonicalJson.Serialize(json));
    }

    private static IEnumerable<Attack> OnFiles(OpenPack pack)
    {
        foreach (var path in pack.Files.Keys)
        {
            var ofDocument = path.StartsWith(PackPaths.DocumentFolder, StringComparison.Ordinal);
            if (!ofDocument)
            {
                yield return File($"remove {path}", pack, FindingCode.FileMissing, files => files.Remove(path)) with { Path = path };
            }

            if (!ofDocument && path is not (PackPaths.Manifest or PackPaths.Signature) && !path.EndsWith(".jsonl", StringComparison.Ordinal))
            {
                yield return File($"lengthen {path}", pack, FindingCode.FileChanged, files => files[path] = [.. files[path], (byte)' ']) with { Path = path };
            }
        }

        yield return File("lengthen the manifest", pack, FindingCode.ManifestSignature, files => files[PackPaths.Manifest] = [.. files[PackPaths.Manifest], (byte)' ']);
        yield return File("add a file", pack, FindingCode.FileAdded, files => files["readme.txt"] = [1]) with { Path = "readme.txt" };
        yield return File("add a folder", pack, FindingCode.FileAdded, files => files["cases/"] = []) with { Path = "cases/" };
        var twice = pack.Copy();
        twice.More.Add(("log.xes", [1]));
        yield return new("add a file again", twice, FindingCode.FileAdded, Path: "log.xes");
    }

    private static Attack File(string name, OpenPack pack, FindingCode code, Action<SortedDictionary<string, byte[]>> edit)
    {
        var tampered = pack.Copy();
        edit(tampered.Files);
        return new(name, tampered, code);
    }

    private static Attack Signed(string name, OpenPack pack, FindingCode code, Action<SortedDictionary<string, byte[]>> edit)
    {
        var tampered = File(name, pack, code, edit);
        return tampered with { Name = name + ", signed", Pack = tampered.Pack.Resign() };
    }
}
