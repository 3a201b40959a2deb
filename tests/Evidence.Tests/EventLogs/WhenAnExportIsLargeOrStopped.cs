using System.Text.Json;
using System.Xml;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Evidence.EventLogs;

namespace CaseWorkflows.Evidence.Tests.EventLogs;

public sealed class WhenAnExportIsLargeOrStopped
{
    private const int Many = 100_000;
    private const string Data = """{"task":{"id":"t1","after":{"status":"Claimed"}},"action":"Approved"}""";

    public static TheoryData<string> Formats => ["xes", "ocel", "csv"];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_case_of_a_hundred_thousand_events_leaves_in_small_pieces(string format)
    {
        var (told, counted) = (new List<long>(), new CountingStream());
        var log = Samples.Log(Huge()) with { Progress = told.Add };

        var size = await WriteAsync(format, counted, log, CancellationToken.None);

        Assert.Equal(new LogSize(1, Many), size);
        Assert.InRange(counted.Largest, 1, 128 * 1024);
        Assert.Equal(Many, told[^1]);
        Assert.Equal(told.Order(), told);
        Assert.InRange(told.Count, 100, Many);
    }

    [Fact]
    public async Task All_of_a_huge_case_is_in_its_trace_in_order()
    {
        using var stream = new MemoryStream();
        await XesWriter.WriteAsync(stream, Samples.Log(Huge()), CancellationToken.None);
        stream.Position = 0;

        using var reader = XmlReader.Create(stream);
        var seq = 0L;
        while (reader.ReadToFollowing("int", XesReading.Xes.NamespaceName))
        {
            // The first is the global attribute's default.
            Assert.Equal(("cw:seq", seq++), (reader.GetAttribute("key"), XmlConvert.ToInt64(reader.GetAttribute("value")!)));
        }

        Assert.Equal(Many + 1, seq);
    }

    [Fact]
    public async Task All_of_a_huge_case_is_about_it()
    {
        using var stream = new MemoryStream();
        await OcelWriter.WriteAsync(stream, Samples.Log(Huge()), CancellationToken.None);
        using var read = JsonDocument.Parse(stream.GetBuffer().AsMemory(0, (int)stream.Length));

        Assert.Equal(Many, read.RootElement.GetProperty("events").EnumerateArray().Count(one => one.GetProperty("relationships")[0].GetProperty("qualifier").ValueEquals("case")));
        Assert.Equal(5, read.RootElement.GetProperty("objects").GetArrayLength());
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_cancelled_export_stops_at_the_next_event(string format)
    {
        using var cancel = new CancellationTokenSource();
        var events = new Watched(Huge().Events, 10, cancel.Cancel);

        await Assert.ThrowsAsync<OperationCanceledException>(() => WriteAsync(format, Stream.Null, Samples.Log(Samples.Case() with { Events = events }), cancel.Token));

        Assert.InRange(events.Furthest, 10, 11);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_cancelled_export_asks_for_no_further_case(string format)
    {
        using var cancel = new CancellationTokenSource();
        var given = 0;
        async IAsyncEnumerable<LoggedCase> Cases()
        {
            while (true)
            {
                await Task.Yield();
                if (++given == 3)
                {
                    await cancel.CancelAsync();
                }

                yield return Samples.Case();
            }
        }

        await Assert.ThrowsAsync<OperationCanceledException>(() => WriteAsync(format, Stream.Null, Samples.Log() with { Cases = Cases }, cancel.Token));

        Assert.Equal(3, given);
    }

    [Fact]
    public async Task An_event_costs_little_memory()
    {
        var log = Samples.Log(Huge());
        await XesWriter.WriteAsync(Stream.Null, log, CancellationToken.None);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var written = XesWriter.WriteAsync(Stream.Null, log, CancellationToken.None);

        // Nothing in it waits, so all of it was done by this thread.
        Assert.True(written.IsCompletedSuccessfully);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / Many, 0, 1024);
    }

    private static Task<LogSize> WriteAsync(string format, Stream stream, EventLog log, CancellationToken ct) => format switch
    {
        "xes" => XesWriter.WriteAsync(stream, log, ct),
        "ocel" => OcelWriter.WriteAsync(stream, log, ct),
        _ => CsvWriter.WriteAsync(stream, log, "ar", TimeSpan.FromHours(3), ct),
    };

    private static LoggedCase Huge()
    {
        var one = Samples.Event("TaskClaimed", Data);
        return Samples.Case() with { Events = [.. Enumerable.Range(1, Many).Select(seq => one with { Seq = seq, At = one.At.AddSeconds(seq), Hash = HashChain.Genesis, PreviousHash = HashChain.Genesis })] };
    }

    /// <summary>Events that tell how far somebody read them.</summary>
    private sealed class Watched(IReadOnlyList<CaseEvent> events, int at, Action reached) : IReadOnlyList<CaseEvent>
    {
        public int Furthest { get; private set; }

        public int Count => events.Count;

        public CaseEvent this[int index]
        {
            get
            {
                Furthest = Math.Max(Furthest, index);
                if (index == at)
                {
                    reached();
                }

                return events[index];
            }
        }

        public IEnumerator<CaseEvent> GetEnumerator()
        {
            for (var i = 0; i < events.Count; i++)
            {
                yield return this[i];
            }
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class CountingStream : MemoryStream
    {
        public int Largest { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Largest = Math.Max(Largest, buffer.Length);
            return ValueTask.CompletedTask;
        }
    }
}
