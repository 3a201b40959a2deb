namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>
/// Writes a log as a table of events for a spreadsheet, with the names people know. It is for reading: times are cut to seconds and texts that look like formulas
/// are changed (see <see cref="CsvOutput"/>); the raw truth is in the other formats.
/// </summary>
public static class CsvWriter
{
    /// <summary>Writes UTF-8 with a byte order mark, without which spreadsheets misread Arabic. Memory holds one case at a time; the log is read once.</summary>
    /// <param name="stream">Takes the table; it is neither flushed nor closed.</param>
    /// <param name="log">What to write.</param>
    /// <param name="language">The language of header and names, as <see cref="Cases.Text.LocalizedText.In"/> takes it.</param>
    /// <param name="offset">The zone times are shown in; the header names it. Whole minutes, at most 14 hours.</param>
    /// <param name="ct">Stops between two events. What is in the stream is then no whole table.</param>
    /// <returns>How much was written.</returns>
    public static async Task<LogSize> WriteAsync(Stream stream, EventLog log, string? language, TimeSpan offset, CancellationToken ct)
    {
        using var bytes = new Utf8Output(stream);
        var output = new CsvOutput(bytes);
        var columns = new CsvColumns(log, language, offset);
        var progress = new Progress(log);
        bytes.Raw("\uFEFF"u8);
        columns.WriteHeader(output);
        await foreach (var one in log.Cases().WithCancellation(ct))
        {
            ct.ThrowIfCancellationRequested();
            foreach (var next in one.Events)
            {
                ct.ThrowIfCancellationRequested();
                columns.Write(output, one, next);
                progress.Event();
                await progress.FlushIfFullAsync(bytes, ct);
            }

            progress.Case();
        }

        return await progress.EndAsync(bytes, ct);
    }
}
