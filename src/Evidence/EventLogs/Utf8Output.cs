using System.Buffers;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>A pooled buffer before a stream. Writing into it never waits; whoever writes looks between two events whether it is full and flushes it.</summary>
internal sealed class Utf8Output(Stream stream) : IBufferWriter<byte>, IDisposable
{
    private const int Full = 1 << 16;
    private const int Huge = 1 << 20;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(2 * Full);
    private int _length;

    public bool IsFull => _length >= Full;


    /// <summary>What waits for the next flush.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public Span<byte> Room(int atLeast)
    {
        if (_buffer.Length - _length < atLeast)
        {
            Grow(atLeast);
        }

        return _buffer.AsSpan(_length);
    }

    public void Advance(int count) => _length += count;

    public void Raw(scoped ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Room(utf8.Length));
        _length += utf8.Length;
    }

    public Span<byte> GetSpan(int sizeHint = 0) => Room(Math.Max(sizeHint, 1));

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        _ = Room(Math.Max(sizeHint, 1));
        return _buffer.AsMemory(_length);
    }

    public async ValueTask FlushAsync(CancellationToken ct)
    {
        await stream.WriteAsync(_buffer.AsMemory(0, _length), ct);
        _length = 0;
        if (_buffer.Length > Huge)
        {
            // One event of many megabytes is no reason to hold on to that much.
            Replace(2 * Full);
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void Grow(int atLeast) => Replace(Math.Max(_buffer.Length * 2, checked(_length + atLeast)));

    private void Replace(int size)
    {
        var next = ArrayPool<byte>.Shared.Rent(size);
        _buffer.AsSpan(0, _length).CopyTo(next);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = next;
    }
}
