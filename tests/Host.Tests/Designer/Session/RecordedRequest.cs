using System.Text.Encodings.Web;
using System.Text.Json;

namespace CaseWorkflows.Host.Tests.Designer.Session;

/// <summary>A request Studio sent in a recorded session and what was answered then. Ids that differ each time stand as names in braces.</summary>
/// <param name="Method">As sent.</param>
/// <param name="Path">Without the query.</param>
/// <param name="Query">With its question mark; empty when there is none.</param>
/// <param name="Headers">Those that mean something to the API.</param>
/// <param name="Body">As sent; null without one.</param>
/// <param name="Status">Of the answer.</param>
/// <param name="Shape">Of the answer, see <see cref="JsonShape"/>; null for what is no JSON.</param>
public sealed record RecordedRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string? Body, int Status, string? Shape)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A session, one request to a line.</summary>
    public static IReadOnlyList<RecordedRequest> Read(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<RecordedRequest>(line, Json)!)];
}
