namespace CaseWorkflows.Engine.Definitions;

/// <summary>Whether a definition can still be used.</summary>
public enum Severity
{
    /// <summary>No definition comes out of the parse.</summary>
    Error,

    /// <summary>The definition is usable; something in it has no effect or will be filled in.</summary>
    Warning,
}

/// <summary>One thing wrong with a definition's JSON, said so that a person can find it in the file.</summary>
/// <param name="Code">One of <see cref="DefinitionProblemCodes"/>; programs test for it.</param>
/// <param name="Message">English, for the person who edits the file. Holds ids and member names, never values of inputs.</param>
/// <param name="JsonPath">Path such as <c>$.root.activities[3].type</c> with the casing of the file; null when the JSON could not be read that far.</param>
/// <param name="Line">1-based; null when the definition did not come from text.</param>
/// <param name="Column">1-based, counted in UTF-16 units as editors do; null together with <paramref name="Line"/>.</param>
public sealed record DefinitionProblem(string Code, string Message, string? JsonPath, int? Line, int? Column)
{
    /// <summary>Errors withhold the definition, warnings accompany it.</summary>
    public Severity Severity { get; init; } = Severity.Error;
}

/// <summary>The codes a parse can report.</summary>
public static class DefinitionProblemCodes
{
    /// <summary>Not JSON (comments and trailing commas included).</summary>
    public const string JsonBroken = "json-broken";

    /// <summary>More than <see cref="WorkflowDefinition.MaxBytes"/>.</summary>
    public const string JsonTooLarge = "json-too-large";

    /// <summary>Nested deeper than <see cref="WorkflowDefinition.MaxDepth"/>.</summary>
    public const string JsonTooDeep = "json-too-deep";

    /// <summary>Bytes that are not UTF-8, or half of a surrogate pair: text that cannot be written back.</summary>
    public const string JsonInvalidText = "json-invalid-text";

    /// <summary>The same key twice in one object; one of the two values would be lost.</summary>
    public const string JsonDuplicateKey = "json-duplicate-key";

    /// <summary>The document is an array or a scalar.</summary>
    public const string NotAnObject = "not-an-object";

    /// <summary>A known member holds another kind of JSON value than the format says.</summary>
    public const string WrongKind = "wrong-kind";

    /// <summary>No <c>definitionId</c>.</summary>
    public const string DefinitionIdMissing = "definition-id-missing";

    /// <summary>No <c>root</c>.</summary>
    public const string RootMissing = "root-missing";

    /// <summary><c>root</c> is not an activity object.</summary>
    public const string RootNotAnObject = "root-not-an-object";

    /// <summary>Something else than an object stands in a list of activities.</summary>
    public const string ActivityNotAnObject = "activity-not-an-object";

    /// <summary>An activity without a <c>type</c>.</summary>
    public const string ActivityTypeMissing = "activity-type-missing";

    /// <summary>An activity without an <c>id</c>; <see cref="WorkflowDefinition.WithNodeIds"/> gives it one. Warning.</summary>
    public const string ActivityIdMissing = "activity-id-missing";

    /// <summary>Two activities of one container share an id.</summary>
    public const string ActivityIdDuplicate = "activity-id-duplicate";

    /// <summary>A connection that names no activity, or one the container does not hold, at one end. Warning: kept in the JSON, not followed.</summary>
    public const string ConnectionEndMissing = "connection-end-missing";
}
