using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CaseWorkflows.Engine.Attributes;

namespace CaseWorkflows.Engine.State;

/// <summary>
/// Elsa's bookmark hash: upper-case hex SHA-256 of the parts joined by a bar, empty parts left out. A stimulus is JSON as its type declares it,
/// enums as numbers; one that is a text already goes in as it is.
/// </summary>
public static class BookmarkHasher
{
    private static readonly JsonSerializerOptions Declared = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutExcluded } },
    };

    public static string Hash(string name, object? stimulus, string? activityInstanceId = null)
    {
        var payload = stimulus switch
        {
            null => null,
            string text => text,
            JsonNode node => node.ToJsonString(),
            _ => JsonSerializer.Serialize(stimulus, stimulus.GetType(), Declared),
        };
        return HexOf(Joined(Joined(name, payload), activityInstanceId));
    }

    private static string Joined(string first, string? second)
        => string.IsNullOrEmpty(second) ? first : first.Length == 0 ? second : $"{first}|{second}";

    private static string HexOf(string text)
    {
        Span<byte> utf8 = text.Length <= 256 ? stackalloc byte[3 * 256] : new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(text, utf8)], hash);
        return Convert.ToHexString(hash);
    }

    private static void LeaveOutExcluded(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider?.IsDefined(typeof(ExcludeFromHashAttribute), inherit: true) == true)
            {
                property.ShouldSerialize = static (_, _) => false;
            }
        }
    }
}
