namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>
/// Writes a log as OCEL 2.0 in JSON (ocel-standard.org, version 2.0): events that relate to several objects at once. The cases are read twice, first for the objects
/// and for what the events need declared, then for the events; so the members come in the order objects, objectTypes, eventTypes, events, which is as good
/// as any other in JSON, and the memory holds one case, the people, the procedures and the types.
/// </summary>
public static class OcelWriter
{
    /// <summary>Writes UTF-8 without a byte order mark. Progress is told at the second reading.</summary>
    /// <param name="stream">Takes the log; it is neither flushed nor closed.</param>
    /// <param name="log">What to write.</param>
    /// <param name="ct">Stops between two events. What is in the stream is then no whole document.</param>
    /// <returns>How much was written.</returns>
    /// <exception cref="InvalidOperationException">The second reading of the log gave something else than the first.</exception>
    public static async Task<LogSize> WriteAsync(Stream stream, EventLog log, CancellationToken ct)
    {
        using var bytes = new Utf8Output(stream);
        var json = new JsonOutput(bytes);
        var (first, second) = (new LogMark(), new LogMark());
        var declared = await WriteObjectsAsync(bytes, json, log, first, ct);
        OcelObjectTypes.Write(json);
        OcelEvents.WriteTypes(json, declared);
        var size = await WriteEventsAsync(bytes, json, log, declared, second, ct);
        return first.Equals(second) ? size : throw OcelDeclarations.Changed();
    }

    private static async Task<OcelDeclarations> WriteObjectsAsync(Utf8Output bytes, JsonOutput json, EventLog log, LogMark mark, CancellationToken ct)
    {
        var objects = new OcelObjects(json, log, mark);
        json.Begin("{\"objects\":[\n"u8);
        await foreach (var one in log.Cases().WithCancellation(ct))
        {
            ct.ThrowIfCancellationRequested();
            objects.Write(one, ct);
            if (bytes.IsFull)
            {
                await bytes.FlushAsync(ct);
            }
        }

        objects.WriteShared();
        json.End("],\n"u8);
        return objects.Declared;
    }

    private static async Task<LogSize> WriteEventsAsync(Utf8Output bytes, JsonOutput json, EventLog log, OcelDeclarations declared, LogMark mark, CancellationToken ct)
    {
        var events = new OcelEvents(json, log, declared);
        var progress = new Progress(log);
        json.Begin("\"events\":[\n"u8);
        await foreach (var one in log.Cases().WithCancellation(ct))
        {
            ct.ThrowIfCancellationRequested();
            mark.Take(one);
            foreach (var next in one.Events)
            {
                ct.ThrowIfCancellationRequested();
                mark.Take(next);
                events.Write(one, next);
                progress.Event();
                    await progress.FlushIfFullAsync(bytes, ct);
            }

            progress.Case();
        }

        json.End("]}\n"u8);
        return await progress.EndAsync(bytes, ct);
    }
}
