using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Evidence.Packs;
using CaseWorkflows.Evidence.Sealing;
using CaseWorkflows.Evidence.Tests.Sealing;

namespace CaseWorkflows.Evidence.Tests.Packs;

/// <summary>A case with its history, and the contents of those of its documents that go into a pack.</summary>
internal sealed record TestCase(string Id, string Number, IReadOnlyList<CaseEvent> Events, IReadOnlyList<byte[]> Documents)
{
    public long SealedSeq(string at) => Events.LastOrDefault(one => string.CompareOrdinal(CaseWorkflows.Cases.Calendars.Instant.ToText(one.At), at) <= 0)?.Seq ?? 0;
}

/// <summary>An association with random cases, sealed every midnight, and the proofs a pack of them needs. The same seed gives the same but for keys and signatures.</summary>
internal sealed class World
{
    private static readonly string[] Words = ["اعتمدت اللجنة الطلب", "a\"b\\c/d", "line\r\nend", "😀", "<&>'\u2028\u007f", "", "Verified"];

    private readonly Random _random;
    private readonly int _days;

    public World(int seed)
    {
        _random = new(seed);
        _days = _random.Next(0, 5);
        Cases = [.. Enumerable.Range(1, _random.Next(1, 5)).Select(NewCase)];
        Seal();
    }

    public SealBook Book { get; } = SealBook.WithKey();

    public IReadOnlyList<TestCase> Cases { get; }

    public List<PackProof> Proofs { get; } = [];

    public string CreatedAt => SealBook.Day(_days + 1.5);

    /// <summary>Up to which event a case is covered by a seal; 0 for none.</summary>
    public long Sealed(TestCase one) => Book.Seals is [.., var newest] ? one.SealedSeq(newest.At) : 0;

    public async Task<byte[]> PackAsync()
    {
        using var memory = new MemoryStream();
        var scope = Cases is [var one] ? PackScope.OfCase(one.Id, one.Number) : PackScope.OfPeriod("2026-03-01", "2026-03-31");
        await using var writer = new PackWriter(memory, new(SealBook.Association, new("جمعية عودة سدير", "Awdat Sudair"), scope, CreatedAt, "auditor-1"));
        foreach (var packed in Cases)
        {
            await writer.AddCaseAsync(packed.Id, packed.Number, packed.Events.ToAsyncEnumerable(), default);
            foreach (var content in packed.Documents)
            {
                await writer.AddAsync(PackPaths.OfDocument(Hashes.Of(content), "pdf"), (stream, ct) => stream.WriteAsync(content, ct).AsTask(), default);
            }
        }

        await writer.AddKeysAsync(Book.Keys, default);
        await writer.AddSealsAsync(Book.Seals.ToAsyncEnumerable(), default);
        await writer.AddProofsAsync(Proofs.ToAsyncEnumerable(), default);
        foreach (var path in new[] { PackPaths.OfDefinition("version-1"), PackPaths.OfPolicy(SealBook.Association), "report.ar.html", "report.en.html", "log.xes", "log.ocel.json" })
        {
            await writer.AddAsync(path, (stream, ct) => stream.WriteAsync(Encoding.UTF8.GetBytes($"content of {path}"), ct).AsTask(), default);
        }

        await writer.FinishAsync(Book.Keys[^1].Id, (content, _) => ValueTask.FromResult(Signatures.Sign(Book.Current, content.Span)), default);
        return memory.ToArray();
    }

    private TestCase NewCase(int place)
    {
        var id = $"case-{place}-{_random.Next():x}";
        var documents = new List<byte[]>();
        var days = Enumerable.Range(0, _random.Next(1, 10)).Select(_ => _random.NextDouble() * (_days + 1)).Order().ToList();
        var (seq, hash, events) = (0L, HashChain.Genesis, new List<CaseEvent>());
        foreach (var day in days)
        {
            var linked = HashChain.Link(NewEvent(id, SealBook.Moment(day), documents), seq, hash);
            (seq, hash) = (linked.Seq, linked.Hash);
            events.Add(linked);
        }

        return new(id, string.Create(CultureInfo.InvariantCulture, $"AWD-2026-{place:D5}"), events, documents);
    }

    private CaseEvent NewEvent(string caseId, DateTimeOffset at, List<byte[]> documents)
    {
        var data = new JsonObject { ["moved"] = new JsonObject { ["stage"] = new JsonArray("Study", Word()) }, ["amount"] = _random.Next() };
        if (_random.Next(3) == 0)
        {
            var content = Encoding.UTF8.GetBytes($"%PDF {_random.NextInt64()}");
            (data["document"], data["kind"], data["bytes"], data["sha256"]) = ($"doc-{_random.NextInt64():x}", "Identity", content.Length, Hashes.Of(content));
            if (_random.Next(3) > 0)
            {
                documents.Add(content);
            }
        }

        return new()
        {
            CaseId = caseId, At = at, Actor = "officer", Action = "TaskCompleted", OnBehalfOf = Maybe(), Role = Maybe(), Channel = Maybe(), ActivityType = Maybe(), ActivityId = Maybe(),
            Clause = Maybe(), DefinitionVersion = "version-1", Reason = Maybe(), Data = _random.Next(5) == 0 && !data.ContainsKey("document") ? null : data.ToJsonString(),
        };
    }

    private string Word() => Words[_random.Next(Words.Length)];

    private string? Maybe() => _random.Next(2) == 0 ? null : Word();

    private void Seal()
    {
        var before = Cases.ToDictionary(one => one.Id, _ => 0L, StringComparer.Ordinal);
        for (var day = 1; day <= _days; day++)
        {
            if (day == 3)
            {
                Book.Rotate(2.5);
            }

            var heads = Cases.OrderBy(one => one.Id, StringComparer.Ordinal).Select(one => (Case: one, Seq: one.SealedSeq(SealBook.Day(day)))).Where(head => head.Seq > 0)
                .Select(head => new SealedHead(head.Case.Id, head.Seq, head.Case.Events[(int)head.Seq - 1].Hash)).ToList();
            var moved = heads.Where(head => head.Seq != before[head.CaseId]).ToList();
            var (cases, changed) = (Tree(heads), Tree(moved));
            var seal = Book.Add(day, cases, changed);
            Proofs.AddRange(moved.Zip(changed.Proofs(), (head, proof) => new PackProof(seal.Number, IsChanged: true, head, proof)));
            if (day == _days)
            {
                Proofs.AddRange(heads.Zip(cases.Proofs(), (head, proof) => new PackProof(seal.Number, IsChanged: false, head, proof)));
            }

            heads.ForEach(head => before[head.CaseId] = head.Seq);
        }
    }

    private static MerkleBuilder Tree(IEnumerable<SealedHead> heads)
    {
        var tree = new MerkleBuilder();
        foreach (var head in heads)
        {
            tree.Add(head.LeafHash(), isWanted: true);
        }

        return tree;
    }
}
