using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace CaseWorkflows.Host.Web;

/// <summary>How the public API reads and writes JSON: strictly in, readable out.</summary>
internal static class ApiJson
{
    public static void Configure(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        json.PropertyNameCaseInsensitive = false;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.Converters.Add(new WholeJsonObject());
        json.Converters.Add(new WholeJsonNode());
        json.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));

        // A misspelt optional member would otherwise be dropped in silence.
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.RespectNullableAnnotations = true;
        json.RespectRequiredConstructorParameters = true;
        json.AllowDuplicateProperties = false;

        // Arabic as Arabic, half the bytes of \u escapes; what HTML could misread stays escaped.
        json.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
    }
}
