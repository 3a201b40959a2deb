using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CaseWorkflows.Host.Persistence;

/// <summary>
/// An instant as UTC ticks. EF on SQLite can neither order nor compare DateTimeOffset; a number sorts the same on every database.
/// The offset is not kept: an instant read back is always UTC.
/// </summary>
internal sealed class UtcTicksConverter() : ValueConverter<DateTimeOffset, long>(
    instant => instant.UtcTicks,
    ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
