using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CaseWorkflows.Cases.Committee;

namespace CaseWorkflows.Host.Committees;

/// <summary>
/// The ballots of a round as they are kept: in one row and sorted by what they say. Rows of their own would lie in the order in which they came, on SQLite as
/// on PostgreSQL, beside the voters who lie in the same order.
/// </summary>
internal static class BallotBox
{
    public const string Empty = "[]";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static IReadOnlyList<Ballot> Read(string json) => JsonSerializer.Deserialize<List<Ballot>>(json, Options) ?? throw new JsonException("A ballot box is null.");

    public static string Write(IEnumerable<Ballot> ballots) => JsonSerializer.Serialize(
        ballots.OrderBy(ballot => ballot.Choice).ThenBy(ballot => ballot.ByChair).ThenBy(ballot => ballot.Reason, StringComparer.Ordinal).ToList(), Options);
}
