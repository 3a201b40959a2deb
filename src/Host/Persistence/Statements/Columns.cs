namespace CaseWorkflows.Host.Persistence.Statements;

/// <summary>The columns of the row a reading statement stands on, counted from 0; valid inside the callback only.</summary>
internal abstract class Columns
{
    public abstract bool IsNull(int column);

    public abstract string Text(int column);

    public abstract long Number(int column);

    public abstract byte[] Bytes(int column);

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public int Int(int column) => checked((int)Number(column));

    public DateTimeOffset Instant(int column) => new(Number(column), TimeSpan.Zero);

    public DateTimeOffset? InstantOrNull(int column) => IsNull(column) ? null : Instant(column);

    public TEnum Word<TEnum>(int column) where TEnum : struct, Enum => EnumWords<TEnum>.Read(Text(column));
}
