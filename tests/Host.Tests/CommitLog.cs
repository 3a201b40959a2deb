using System.Buffers.Binary;

namespace CaseWorkflows.Host.Tests;

/// <summary>
/// Counts what SQLite really committed, off the write-ahead log: a frame that carries the size of the database ends a transaction.
/// </summary>
internal sealed class CommitLog(string dataFolder)
{
    private const int HeaderSize = 32;
    private const int FrameHeaderSize = 24;

    private readonly string _file = Path.Combine(dataFolder, "caseworkflows.db-wal");

    /// <summary>How many transactions an act committed. The log must not start over meanwhile, which a test of a few bursts never brings about.</summary>
    public async Task<int> CountAsync(Func<Task> act)
    {
        var before = Read();
        await act();
        var after = Read();
        Assert.Equal(before.Salt, after.Salt);
        return after.Commits - before.Commits;
    }

    private (ulong Salt, int Commits) Read()
    {
        using var stream = new FileStream(_file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> header = stackalloc byte[HeaderSize];
        stream.ReadExactly(header);
        var pageSize = BinaryPrimitives.ReadInt32BigEndian(header[8..]);
        var salt = BinaryPrimitives.ReadUInt64BigEndian(header[16..]);
        var commits = 0;
        Span<byte> frame = stackalloc byte[FrameHeaderSize];
        while (stream.Position + FrameHeaderSize + pageSize <= stream.Length)
        {
            stream.ReadExactly(frame);
            commits += BinaryPrimitives.ReadInt32BigEndian(frame[4..]) != 0 && BinaryPrimitives.ReadUInt64BigEndian(frame[8..]) == salt ? 1 : 0;
            stream.Seek(pageSize, SeekOrigin.Current);
        }

        return (salt, commits);
    }
}
