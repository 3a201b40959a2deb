using System.Security.Cryptography;
using System.Text.Json;
using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Host.Settings;
using Microsoft.AspNetCore.DataProtection;

namespace CaseWorkflows.Host.Forms;

/// <summary>Files that are handed in with a form. Whoever keeps the case's documents is behind it.</summary>
internal interface IFormAttachments
{
    /// <summary>Keeps a file the form takes, and answers with what stands for it on the page until the form is sent. The same content twice is kept once.</summary>
    Task<string> KeepAsync(string taskId, string name, string mediaType, Stream content, CancellationToken ct);

    /// <summary>The file such a text stands for; null for any other text, and for a file handed in with another task.</summary>
    HandedInFile? Find(string taskId, string standIn);
}

/// <summary>
/// Keeps them in the data folder, named by their own hash. What stands for a file on the page is sealed, so that nobody can name a file they have not handed in with this task.
/// </summary>
internal sealed class AttachmentFolder(HostSettings settings, IDataProtectionProvider protection) : IFormAttachments
{
    private readonly IDataProtector _protector = protection.CreateProtector("form-attachments");

    public async Task<string> KeepAsync(string taskId, string name, string mediaType, Stream content, CancellationToken ct)
    {
        var folder = Path.Combine(settings.DataFolder, "documents");
        PrivateFolder.Create(folder);
        var aside = Path.Combine(folder, $"{Guid.NewGuid():N}.part");
        string hash;
        long bytes;
        await using (var file = new FileStream(aside, PrivateFile.New()))
        {
            await content.CopyToAsync(file, ct);
            (bytes, file.Position) = (file.Length, 0);
            hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
        }

        File.Move(aside, Path.Combine(folder, hash), overwrite: true);
        return _protector.Protect(JsonSerializer.Serialize(new StandIn(taskId, new(hash, name, mediaType, bytes))));
    }

    public HandedInFile? Find(string taskId, string standIn)
    {
        try
        {
            return JsonSerializer.Deserialize<StandIn>(_protector.Unprotect(standIn)) is { } found && found.TaskId == taskId ? found.File : null;
        }
        catch (CryptographicException)
        {
            return null; // somebody's own invention
        }
    }

    private sealed record StandIn(string TaskId, HandedInFile File);
}
