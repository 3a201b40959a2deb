namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>
/// Writes a log as XES, the format of IEEE 1849-2016 (and, where the two differ, of its revision of 2023, see <see cref="XesHeader"/>) for the history of
/// processes. A case is a trace, an event an event; what XES has no word for stands under keys that begin with <c>cw:</c>, in no extension, as the standard
/// permits. Bytes go to the stream directly: the framework's XML writer took several times as long.
/// </summary>
public static class XesWriter
{
    /// <summary>Writes UTF-8 without a byte order mark. Memory holds one case at a time; the log is read once.</summary>
    /// <param name="stream">Takes the log; it is neither flushed nor closed.</param>
    /// <param name="log">What to write.</param>
    /// <param name="ct">Stops between two events. What is in the stream is then no whole document.</param>
    /// <returns>How much was written.</returns>
    public static async Task<LogSize> WriteAsync(Stream stream, EventLog log, CancellationToken ct)
    {
        using var bytes = new Utf8Output(stream);
        var output = new XesOutput(bytes);
        var events = new XesEvents(output, log);
        var progress = new Progress(log);
        XesHeader.Write(output, log);
        await foreach (var one in log.Cases().WithCancellation(ct))
        {
            ct.ThrowIfCancellationRequested();
            events.Begin();
            XesTraces.WriteBegin(output, one);
            for (var i = 0; i < one.Events.Count; i++)
            {
                ct.ThrowIfCancellationRequested();
                events.Write(one.Events[i]);
                progress.Event();
                await progress.FlushIfFullAsync(bytes, ct);
            }

            XesTraces.WriteEnd(output);
            progress.Case();
            await progress.FlushIfFullAsync(bytes, ct);
        }

        bytes.Raw("</log>\n"u8);
        return await progress.EndAsync(bytes, ct);
    }
}
