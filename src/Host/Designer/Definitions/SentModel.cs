using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Definitions.Canonical;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Web;

namespace CaseWorkflows.Host.Designer.Definitions;

/// <summary>A definition as a designer sent it, read and with everything taken out that was put in for the way.</summary>
/// <param name="Json">What was drawn.</param>
/// <param name="Stamp">The save it goes back to; null when it does not say.</param>
internal sealed record SentModel(JsonObject Json, EditStamp? Stamp)
{
    /// <summary>Largest request. Written out for people a definition is longer than on its way, and the engine reads more than this.</summary>
    public const long MostBytes = 10 * 1024 * 1024;

    /// <summary>For node ids and the members that name the version.</summary>
    private const int Reserve = 1024 * 1024;

    /// <summary>The canvas draws these; of the three it offers, the engine runs two.</summary>
    private static readonly string[] Roots = ["Elsa.Flowchart", "Elsa.Sequence"];

    public string? DefinitionId => Text("definitionId");

    public string? Name => Text("name");

    /// <summary>The body of a request; a refusal when it is too long or no JSON object.</summary>
    public static async Task<Outcome<JsonObject>> BodyAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > MostBytes)
        {
            return TooLarge();
        }

        using var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, ct)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > MostBytes)
            {
                return TooLarge();
            }
        }

        try
        {
            var reader = new Utf8JsonReader(body.GetBuffer().AsSpan(0, (int)body.Length), new JsonReaderOptions { MaxDepth = WorkflowDefinition.MaxDepth + 2 });
            reader.Read();
            return WholeJsonObject.ReadWhole(ref reader) is JsonObject json && !reader.Read() ? json : Unreadable();
        }
        catch (JsonException)
        {
            return Unreadable();
        }
    }

    /// <summary>Reads what a request calls its model. The node is changed.</summary>
    public static Outcome<SentModel> Read(JsonNode? model)
    {
        if (model is not JsonObject json)
        {
            return ElsaRefusals.Of("model-missing", new LocalizedText("الطلب لا يحوي التعريف في الحقل model.", "The request holds no definition in its member model."));
        }

        if (json["root"] is not JsonObject root)
        {
            return ElsaRefusals.Of("root-missing", new LocalizedText("التعريف بلا عنصر جذر (root).", "The definition has no root activity."));
        }

        if (root["type"] is JsonValue type && type.TryGetValue<string>(out var typeName) && !Roots.Contains(typeName, StringComparer.Ordinal))
        {
            return ElsaRefusals.Of("root-not-supported", new LocalizedText(
                $"لا يعمل هنا إلا المخطط الانسيابي والتسلسل؛ النوع {typeName} غير مدعوم.", $"Flowcharts and sequences are run here; {typeName} is not."));
        }

        var stamp = EditStamp.TakeFrom(json);
        Placeholders.TakeOut(json);
        foreach (var member in new[] { "materializerName", "materializerContext", "providerName", "isMaterializerAvailable" })
        {
            json.Remove(member);
        }

        return new SentModel(json, stamp);
    }

    /// <summary>In the form definitions are kept in; a refusal with every fault when it is no definition.</summary>
    public Outcome<WorkflowDefinition> Canonical(string definitionId, WorkflowDefinition? before)
    {
        var canonical = CanonicalForm.Of(Json, before?.Json, DefinitionFiles.Registry);
        canonical["definitionId"] = definitionId;
        canonical["toolVersion"] ??= DefinitionAnswer.ToolVersion;
        var parse = WorkflowDefinition.Parse(Encoding.UTF8.GetBytes(canonical.ToJsonString(ElsaJson.Options)));
        return parse.Succeeded
            ? parse.Definition.ToUtf8().Length > WorkflowDefinition.MaxBytes - Reserve ? TooLarge() : parse.Definition.WithNodeIds()
            : ElsaRefusals.Of("definition-malformed", [.. parse.Problems.Where(problem => problem.Severity == Severity.Error).Select(problem =>
                new LocalizedText($"{problem.JsonPath}: {problem.Message}", $"{problem.JsonPath}: {problem.Message}"))]);
    }

    /// <summary>
    /// Names a new definition after what is in it and who draws it, so that a request sent twice makes one definition. A number makes it another when the first
    /// is taken by something else.
    /// </summary>
    public string FreshId(string association, string person, int number)
    {
        var content = CanonicalForm.Of(Json, null, DefinitionFiles.Registry);
        content.Remove("definitionId");
        content.Remove("id");
        var seed = $"{association}\n{person}\n{number}\n{content.ToJsonString(ElsaJson.Options)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seed)).AsSpan(0, 8));
    }

    public static Refusal TooLarge() => ElsaRefusals.Of("definition-too-large", new LocalizedText(
        $"التعريف أكبر من الحد المسموح ({MostBytes / 1024 / 1024} م.ب).", $"The definition is larger than allowed ({MostBytes / 1024 / 1024} MB)."));

    private static Refusal Unreadable() => ElsaRefusals.Of("malformed-json", new LocalizedText("المحتوى ليس JSON سليمًا.", "The body is not well-formed JSON."));

    private string? Text(string member) => Json[member] is JsonValue value && value.TryGetValue<string>(out var text) && !string.IsNullOrWhiteSpace(text) ? text : null;
}
