using System.Text.Json;
using System.Text.Json.Serialization;

namespace CaseWorkflows.Engine.Activities.Flowcharts;

/// <summary>The stored form of a <see cref="FlowScope"/>.</summary>
internal sealed class FlowScopeConverter : JsonConverter<FlowScope>
{
    public override FlowScope Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Dictionary<string, long> activities = new(StringComparer.Ordinal), connections = new(StringComparer.Ordinal);
        List<string> followed = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case nameof(FlowScope.ActivityVisits):
                    ReadVisits(ref reader, activities);
                    break;
                case nameof(FlowScope.ConnectionVisits):
                    ReadVisits(ref reader, connections);
                    break;
                case nameof(FlowScope.Followed):
                    ReadKeys(ref reader, followed);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        followed.Sort(StringComparer.Ordinal);
        return new FlowScope(activities, connections, followed);
    }

    public override void Write(Utf8JsonWriter writer, FlowScope value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        WriteVisits(writer, nameof(FlowScope.ActivityVisits), value.ActivityVisits);
        WriteVisits(writer, nameof(FlowScope.ConnectionVisits), value.ConnectionVisits);
        writer.WriteStartArray(nameof(FlowScope.Followed));
        foreach (var key in value.Followed)
        {
            writer.WriteStringValue(key);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void ReadVisits(ref Utf8JsonReader reader, Dictionary<string, long> visits)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            visits[key] = reader.GetInt64();
        }
    }

    private static void ReadKeys(ref Utf8JsonReader reader, List<string> keys)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            keys.Add(reader.GetString()!);
        }
    }

    private static void WriteVisits(Utf8JsonWriter writer, string name, Dictionary<string, long> visits)
    {
        writer.WriteStartObject(name);
        foreach (var (key, count) in visits)
        {
            writer.WriteNumber(key, count);
        }

        writer.WriteEndObject();
    }
}
