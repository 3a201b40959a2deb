namespace CaseWorkflows.Host.Backup;

/// <summary>One file in the archive, and what it must come to.</summary>
internal sealed record BackupPart(string Name, long Bytes, string Sha256);

/// <summary>What a backup holds, so that a restore can tell a whole one from a damaged one, and one of this program from any other archive.</summary>
/// <param name="Product">Always <see cref="ProductName"/>.</param>
/// <param name="Version">The program that wrote it.</param>
/// <param name="Schema">The newest migration of the database in it.</param>
/// <param name="CreatedAt">When the copy of the database was begun.</param>
/// <param name="Cases">How many cases are in it.</param>
/// <param name="Events">How many lines their histories have together.</param>
/// <param name="Parts">Every other file of the archive.</param>
internal sealed record BackupManifest(
    string Product, string Version, string Schema, DateTimeOffset CreatedAt, long Cases, long Events, IReadOnlyList<BackupPart> Parts)
{
    public const string ProductName = "CaseWorkflows";

    /// <summary>How many parts there are of a kind.</summary>
    public int Count(string prefix) => Parts.Count(part => part.Name.StartsWith(prefix, StringComparison.Ordinal));
}

/// <summary>A backup that cannot be written or restored. The message is for the person at the terminal; nothing was changed.</summary>
internal sealed class BackupException : Exception
{
    public BackupException(string message)
        : base(message)
    {
    }

    public BackupException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
