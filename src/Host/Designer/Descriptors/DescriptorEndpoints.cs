using System.Text;
using System.Text.Json.Nodes;
using CaseWorkflows.Host.Designer.Definitions;
using CaseWorkflows.Host.Settings;
using Microsoft.AspNetCore.Mvc;

namespace CaseWorkflows.Host.Designer.Descriptors;

/// <summary>What the Studio asks in order to offer something to choose from.</summary>
internal static class DescriptorEndpoints
{
    private const string Core = "Elsa.Workflows";

    private static readonly string[] SimpleTypes = ["String", "Boolean", "Int32", "Int64", "Double", "Decimal", "DateTimeOffset", "TimeSpan", "Guid"];
    private static readonly string[] ObjectTypes = ["Object", "JsonObject", "JsonArray"];

    public static RouteGroupBuilder MapDescriptors(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/descriptors");
        group.MapGet("activities", (DesignerScope scope, HttpContext http, ActivityList activities, CancellationToken ct) => activities.AnswerAsync(scope, http, ct)).ForReaders();
        group.MapPost("activities/{typeName}/options/{inputName}", () => ElsaJson.Ok(new { Items = new { } })).ForReaders();
        group.MapGet("expression-descriptors", (DesignerScope scope) => ElsaJson.Items(Expressions(scope.Language))).ForReaders();
        group.MapGet("variables", (DesignerScope scope) => ElsaJson.Items(Types(scope.Language))).ForReaders();
        group.MapGet("storage-drivers", (DesignerScope scope) => ElsaJson.Items(Drivers(scope.Language))).ForReaders();
        group.MapGet("incident-strategies", (DesignerScope scope) => ElsaJson.Items(Incidents(scope.Language))).ForReaders();

        // This engine starts whatever it is asked to, logs everything and commits once per burst: there is nothing to choose.
        foreach (var path in new[] { "workflow-activation-strategies", "log-persistence-strategies", "commit-strategies/workflows", "commit-strategies/activities", "output-converters" })
        {
            group.MapGet(path, () => ElsaJson.Items<object>([])).ForReaders();
        }

        // The hub tells of what its own host does. With several hosts on one database Studio asks from time to time instead, as it does where there is no hub.
        api.MapGet("/features/installed", (DesignerScope scope, HostSettings settings) => ElsaJson.Items(settings.Postgres is null ? Features(scope.Language) : [])).ForReaders();
        api.MapPost("/scripting/javascript/type-definitions/{definitionId}", TypeDefinitionsAsync).ForReaders();
        api.MapPost("/tests/activities", (DesignerScope scope) => ElsaJson.Ok(Untested(scope.Language))).ForReaders();
        return api;
    }

    private static IReadOnlyList<object> Expressions(string language) =>
    [
        Expression(language, "Literal", isBrowsable: false, null),
        Expression(language, "Object", isBrowsable: false, "json"),
        Expression(language, "JavaScript", isBrowsable: true, "javascript"),
        Expression(language, "Variable", isBrowsable: true, null),
        Expression(language, "Input", isBrowsable: true, null),
    ];

    private static object Expression(string language, string type, bool isBrowsable, string? editor) => new
    {
        Type = type, DisplayName = DesignerTexts.Of(language, $"expression:{type}"), IsSerializable = true, IsBrowsable = isBrowsable,
        Properties = editor is null ? new Dictionary<string, string>(StringComparer.Ordinal) : new Dictionary<string, string>(StringComparer.Ordinal) { ["MonacoLanguage"] = editor },
    };

    private static IReadOnlyList<object> Types(string language) =>
    [
        .. SimpleTypes.Select(type => (Type: type, Category: "Primitives")).Concat(ObjectTypes.Select(type => (Type: type, Category: "Objects"))).Select(one => new
        {
            TypeName = one.Type, DisplayName = DesignerTexts.Of(language, $"type:{one.Type}"), Category = DesignerTexts.Of(language, $"type-category:{one.Category}"), Description = "",
        }),
    ];

    private static IReadOnlyList<object> Drivers(string language) =>
    [
        new { TypeName = $"{Core}.WorkflowInstanceStorageDriver, {Core}.Core", DisplayName = DesignerTexts.Of(language, "strategy:storage:WorkflowInstance"), Priority = 1, Deprecated = false },
        new { TypeName = $"{Core}.MemoryStorageDriver, {Core}.Core", DisplayName = DesignerTexts.Of(language, "strategy:storage:Memory"), Priority = 2, Deprecated = false },
    ];

    private static IReadOnlyList<object> Incidents(string language) =>
    [
        Strategy(language, $"{Core}.IncidentStrategies.ContinueWithIncidentsStrategy, {Core}.Core", "incident:Continue"),
        Strategy(language, $"{Core}.IncidentStrategies.FaultStrategy, {Core}.Core", "incident:Fault"),
    ];

    private static object Strategy(string language, string typeName, string key)
        => new { TypeName = typeName, DisplayName = DesignerTexts.Of(language, $"strategy:{key}"), Description = DesignerTexts.Of(language, $"strategy:{key}:help") };

    private static IReadOnlyList<object> Features(string language) =>
    [
        new
        {
            Name = "RealTimeWorkflowUpdates", Namespace = "Elsa", FullName = "Elsa.RealTimeWorkflowUpdates",
            DisplayName = DesignerTexts.Of(language, "strategy:feature:RealTime"), Description = DesignerTexts.Of(language, "strategy:feature:RealTime:help"),
        },
    ];

    /// <summary>Steps of a procedure act on people's cases; one is not run to see what happens.</summary>
    private static object Untested(string language) => new
    {
        ActivityState = new { }, Payload = new Dictionary<string, string[]>(StringComparer.Ordinal) { ["Outcomes"] = [] }, Outputs = new { }, Status = "Faulted",
        Exception = new
        {
            Type = "NotSupported", StackTrace = "",
            Message = language == "en"
                ? "Single activities are not tried out here: rehearse the whole draft on the procedure's page instead."
                : "لا تُجرَّب الخطوات هنا منفردة: جرّب المسودة كلها من صفحة الإجراء.",
        },
    };

    private static async Task<IResult> TypeDefinitionsAsync(string definitionId, DesignerScope scope, DefinitionQuery query, CancellationToken ct)
    {
        var text = new StringBuilder("""
            declare function getVariable(name: string): any;
            declare function setVariable(name: string, value: any): void;
            declare function getInput(name: string): any;
            declare function getOutputFrom(activityIdOrName: string, output?: string): any;
            declare function getLastResult(): any;
            declare function getCorrelationId(): string;
            declare function setCorrelationId(value: string): void;
            declare function getWorkflowInstanceId(): string;
            declare function getWorkflowDefinitionId(): string;
            declare function getWorkflowDefinitionVersionId(): string;
            declare function getWorkflowDefinitionVersion(): number;
            declare function isNullOrWhiteSpace(value: string): boolean;
            declare function isNullOrEmpty(value: string): boolean;
            declare function toJson(value: any): string;
            declare function newGuidString(): string;

            """);
        if (await query.FindAsync(scope, definitionId, "Latest", ct) is { } row)
        {
            var names = DefinitionAnswer.Stored(row).Variables.Select(variable => variable.Name).Where(IsName).Distinct(StringComparer.Ordinal).ToList();
            text.Append("declare const variables: { ").AppendJoin("; ", names.Select(name => $"{name}: any")).Append(" };\n");
        }

        return TypedResults.Text(text.ToString(), "application/x-typescript", Encoding.UTF8);
    }

    private static bool IsName(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(letter => letter is '_' or '$' || char.IsLetterOrDigit(letter));
}
