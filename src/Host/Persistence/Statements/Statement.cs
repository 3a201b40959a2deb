namespace CaseWorkflows.Host.Persistence.Statements;

/// <summary>
/// One hand-written statement of the open transaction, prepared once per connection. Values are bound in the order they stand in the text, by the
/// name they have there: null as NULL, instants as UTC ticks, enums as their word. Used by one unit of work at a time and reused by the next,
/// so nobody keeps it. Reads hand each row to a callback, which must not start another statement of the same text.
/// </summary>
internal abstract class Statement
{
    /// <summary>Where a test may step in before it; null for one that reads.</summary>
    public abstract string? FaultPoint { get; }

    public abstract Statement With(string name, string? value);

    public abstract Statement With(string name, long? value);

    /// <summary>The array is the statement's from now on: it may be read as late as the commit.</summary>
    public abstract Statement With(string name, byte[]? value);

    public Statement With(string name, DateTimeOffset? value) => With(name, value?.UtcTicks);

    public Statement With<TEnum>(string name, TEnum? value) where TEnum : struct, Enum => With(name, value is { } word ? EnumWords<TEnum>.Of(word) : null);

    public Statement With<TEnum>(string name, TEnum value) where TEnum : struct, Enum => With(name, EnumWords<TEnum>.Of(value));

    /// <summary>
    /// Writes. Where the database is a round trip away it goes along with others: at the latest before the next read, and before the commit.
    /// </summary>
    public virtual async ValueTask WriteAsync(CancellationToken cancellationToken) => await ExecuteAsync(cancellationToken);

    /// <summary>
    /// Writes the one row that is still as it was read. When it is not, the unit of work is run again from fresh state: now, or when the statement goes.
    /// </summary>
    /// <param name="what">The row, for whoever reads the log.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public virtual async ValueTask WriteOneAsync(string what, CancellationToken cancellationToken)
    {
        if (await ExecuteAsync(cancellationToken) != 1)
        {
            throw new RevisionConflictException(what);
        }
    }

    /// <summary>Writes and answers how many rows it touched.</summary>
    public abstract ValueTask<int> ExecuteAsync(CancellationToken cancellationToken);

    /// <summary>The first row as the callback reads it; the default of <typeparamref name="T"/> when there is none.</summary>
    public abstract ValueTask<T?> FirstAsync<T>(Func<Columns, T> read, CancellationToken cancellationToken);

    /// <summary>Every row in the order of the statement.</summary>
    public abstract ValueTask<List<T>> AllAsync<T>(Func<Columns, T> read, CancellationToken cancellationToken);
}

/// <summary>Enum names without an allocation per use.</summary>
internal static class EnumWords<TEnum> where TEnum : struct, Enum
{
    private static readonly Dictionary<TEnum, string> Words = Enum.GetValues<TEnum>().Distinct().ToDictionary(value => value, value => value.ToString());
    private static readonly Dictionary<string, TEnum> Values = Words.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static string Of(TEnum value) => Words[value];

    /// <exception cref="KeyNotFoundException">The database holds a word this version does not know.</exception>
    public static TEnum Read(string word) => Values[word];
}
