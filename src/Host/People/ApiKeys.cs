using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Persistence;

namespace CaseWorkflows.Host.People;

/// <summary>Makes keys for programs that call the API.</summary>
internal sealed class ApiKeys(UnitOfWork unitOfWork, TimeProvider clock)
{
    private const int KeyBytes = 32;

    /// <summary>A new key for one association and role. This answer is the only time it can be read.</summary>
    public async Task<string> CreateAsync(string association, Role role, string name, CancellationToken cancellationToken)
    {
        var key = "cwk_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));
        var row = new ApiKeyRow
        {
            Id = Guid.CreateVersion7().ToString("N"),
            AssociationKey = association,
            Name = name,
            Role = role.Key,
            KeyHash = HashOf(key),
            CreatedAt = clock.GetUtcNow(),
        };
        var written = await unitOfWork.WriteAsync<string>(
            async (tx, ct) =>
            {
                await using var context = await tx.JoinAsync(ct);
                context.ApiKeys.Add(row);
                await context.SaveChangesAsync(ct);
                return key;
            },
            cancellationToken);
        return written.Value;
    }

    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
