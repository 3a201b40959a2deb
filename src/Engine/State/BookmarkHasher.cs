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
        var parts = new[] { name, payload, activityInstanceId }.Where(part => !string.IsNullOrEmpty(part));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', parts))));
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
