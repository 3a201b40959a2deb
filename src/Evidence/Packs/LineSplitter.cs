using System.Buffers;

namespace CaseWorkflows.Evidence.Packs;

/// <summary>Cuts content into lines as it comes by. A line too long is not kept, and told as none.</summary>
/// <param name="most">The longest line that is kept, in bytes.</param>
/// <param name="line">Gets each line without its end, a line feed; null for one that was too long. The memory is only good until it returns.</param>
internal sealed class LineSplitter(int most, Action<ReadOnlyMemory<byte>?> line)
{
    private readonly ArrayBufferWriter<byte> _rest = new();
    private bool _isTooLong;

    public void Add(ReadOnlyMemory<byte> content)
    {
        for (var end = content.Span.IndexOf((byte)'\n'); end >= 0; end = content.Span.IndexOf((byte)'\n'))
        {
            Keep(content[..end]);
            Tell();
            content = content[(end + 1)..];
        }

        Keep(content);
    }

    /// <summary>Tells what stands behind the last line feed, if anything does.</summary>
    public void End()
    {
        if (_rest.WrittenCount > 0 || _isTooLong)
        {
            Tell();
        }
    }

    private void Keep(ReadOnlyMemory<byte> part)
    {
        _isTooLong |= _rest.WrittenCount + part.Length > most;
        if (!_isTooLong)
        {
            _rest.Write(part.Span);
        }
    }

    private void Tell()
    {
        line(_isTooLong ? (ReadOnlyMemory<byte>?)null : _rest.WrittenMemory);
        _rest.ResetWrittenCount();
        _isTooLong = false;
    }
}
