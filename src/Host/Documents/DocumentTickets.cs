using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CaseWorkflows.Cases.Documents;
using CaseWorkflows.Host.Operations;

namespace CaseWorkflows.Host.Documents;

/// <summary>
/// What stands on a page and in a draft for a file that is kept and belongs to no case yet. It is sealed for one place, so that nobody names a file they have not handed in there, and the same
/// file there is always the same text, so that a form sent twice is the same form.
/// </summary>
internal sealed class DocumentTickets(OperationLedger seals, DocumentFolder folder)
{
    private const char Between = '.';

    /// <param name="place">Where it was handed in, such as a task's id.</param>
    /// <param name="file">The file.</param>
    public string Of(string place, StoredDocument file) => $"{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(file, JsonSerializerOptions.Web))}{Between}{SealOf(place, file)}";

    /// <summary>The file a ticket stands for; null for any other text, for one of another place, and for one whose content is gone. Its content stays from now on as if it had just come in.</summary>
    public StoredDocument? Find(string place, string ticket)
        => Read(ticket) is { } file && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(SealOf(place, file)), Encoding.UTF8.GetBytes(ticket[(ticket.LastIndexOf(Between) + 1)..])) && folder.Renew(file.Sha256) ? file : null;

    /// <summary>What a text says it stands for, whoever wrote it: enough to know that its content may still be wanted.</summary>
    public static StoredDocument? Read(string ticket)
    {
        try
        {
            return ticket.LastIndexOf(Between) is > 0 and var end && JsonSerializer.Deserialize<StoredDocument>(Base64Url.DecodeFromChars(ticket.AsSpan(0, end)), JsonSerializerOptions.Web) is { Sha256: { } hash, Name: not null } file
                && DocumentFolder.IsHash(hash) ? file : null;
        }
        catch (Exception invention) when (invention is FormatException or JsonException)
        {
            return null;
        }
    }

    private string SealOf(string place, StoredDocument file) => seals.HashOf(new { place, file });
}
