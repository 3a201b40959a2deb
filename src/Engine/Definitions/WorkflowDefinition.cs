using System.Globalization;
using System.Text.Json.Nodes;

namespace CaseWorkflows.Engine.Definitions;

/// <summary>
/// One version of a workflow as Elsa 3 writes it. Wraps the original JSON, so that whatever this engine does not know survives; the typed members
/// are a view on it. Immutable by agreement: nobody changes <see cref="Json"/>, the <c>With…</c> methods copy. Safe to read from several threads.
/// </summary>
public sealed class WorkflowDefinition
{
    /// <summary>Longest text that is read, in bytes.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Deepest nesting of objects and arrays that is read.</summary>
    public const int MaxDepth = 64;

    /// <summary>The id Elsa gives the workflow itself, above the root.</summary>
    public const string WorkflowNodeId = "Workflow1";

    private ActivityDefinition? _root;
    private IReadOnlyList<VariableDefinition>? _variables;
    private IReadOnlyList<ArgumentDefinition>? _inputs;
    private IReadOnlyList<ArgumentDefinition>? _outputs;
    private IReadOnlyList<string>? _outcomes;
    private DefinitionOptions? _options;

    internal WorkflowDefinition(JsonObject json) => Json = json;

    /// <summary>The whole definition as written.</summary>
    public JsonObject Json { get; }

    /// <summary>Id of this version; null in a file that was never saved.</summary>
    public string? Id => Json.TextMember("id");

    /// <summary>Shared by all versions.</summary>
    public string DefinitionId => Json.TextMember("definitionId") ?? "";

    /// <summary>Null when the file has none.</summary>
    public string? Name => Json.TextMember("name");

    /// <summary>Null when the file has none.</summary>
    public string? Description => Json.TextMember("description");

    /// <summary>Counts from 1; a missing one is 1.</summary>
    public int Version => Json.WholeNumberMember("version") ?? 1;

    /// <summary>Elsa version that wrote the file; null when it does not say.</summary>
    public string? ToolVersion => Json.TextMember("toolVersion");

    /// <summary>When this version was made; null when the file does not say in ISO 8601.</summary>
    public DateTimeOffset? CreatedAt => DateTimeOffset.TryParse(
        Json.TextMember("createdAt"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    /// <summary>The newest version, published or not.</summary>
    public bool IsLatest => Json.FlagMember("isLatest") ?? false;

    /// <summary>The version new instances start from.</summary>
    public bool IsPublished => Json.FlagMember("isPublished") ?? false;

    /// <summary>The designer must not change it.</summary>
    public bool IsReadonly => Json.FlagMember("isReadonly") ?? false;

    /// <summary>The workflow's variables.</summary>
    public IReadOnlyList<VariableDefinition> Variables =>
        LazyInitializer.EnsureInitialized(ref _variables, () => VariableDefinition.ReadAll(Json.Member("variables"), WorkflowNodeId));

    /// <summary>Declared inputs.</summary>
    public IReadOnlyList<ArgumentDefinition> Inputs => LazyInitializer.EnsureInitialized(ref _inputs, () => ArgumentDefinition.ReadAll(Json.Member("inputs")));

    /// <summary>Declared outputs.</summary>
    public IReadOnlyList<ArgumentDefinition> Outputs => LazyInitializer.EnsureInitialized(ref _outputs, () => ArgumentDefinition.ReadAll(Json.Member("outputs")));

    /// <summary>Outcomes of the workflow when it is used as an activity.</summary>
    public IReadOnlyList<string> Outcomes => LazyInitializer.EnsureInitialized(
        ref _outcomes, () => (Json.Member("outcomes").Items() ?? []).Select(outcome => outcome.Text()).OfType<string>().ToList());

    /// <summary>All unset when the file has no options.</summary>
    public DefinitionOptions Options => LazyInitializer.EnsureInitialized(ref _options, () => DefinitionOptions.Read(Json));

    /// <summary>A free bag; null when the file has none.</summary>
    public JsonObject? CustomProperties => Json.ObjectMember("customProperties");

    /// <summary>Normally a flowchart.</summary>
    public ActivityDefinition Root => LazyInitializer.EnsureInitialized(ref _root, () =>
    {
        var key = Json.KeyOf("root")!;
        return new ActivityDefinition((JsonObject)Json[key]!, JsonPathText.Member(JsonPathText.Root, key), null);
    });

    /// <summary>Reads a definition. Never throws for bad input: problems with line and column come out instead.</summary>
    public static DefinitionParse Parse(ReadOnlySpan<byte> utf8) => DefinitionReader.Read(utf8);

    /// <summary>Reads a definition that is already JSON, e.g. the <c>model</c> of a request. The node is copied; problems have no line.</summary>
    public static DefinitionParse Parse(JsonNode? json) => DefinitionReader.Read(json);

    /// <summary>The root and everything inside it, outer before inner, in the order of the file.</summary>
    public IEnumerable<ActivityDefinition> AllActivities() => Root.SelfAndDescendants();

    /// <summary>A copy that differs in the members naming the version only.</summary>
    public WorkflowDefinition WithIdentity(string id, int version, bool isLatest, bool isPublished, DateTimeOffset createdAt) =>
        DefinitionCopies.WithIdentity(this, id, version, isLatest, isPublished, createdAt);

    /// <summary>
    /// A copy in which every activity has an id (<c>{ShortType}{n}</c> where the file has none, unique in the whole definition) and the
    /// <c>nodeId</c> that follows from it. Doing it again changes nothing.
    /// </summary>
    public WorkflowDefinition WithNodeIds() => DefinitionCopies.WithNodeIds(this);

    /// <summary>
    /// The JSON again, for people: indented, Arabic as Arabic, numbers as they were written, one line feed at the end. Everything is there, in the order it came.
    /// </summary>
    public byte[] ToUtf8() => DefinitionText.Indented(Json);

    /// <summary>The JSON for comparing: keys sorted ordinally, no white space, equal numbers written alike.</summary>
    public byte[] ToCanonicalUtf8() => DefinitionText.Canonical(Json);

    /// <summary>
    /// SHA-256 in lower-case hex over the canonical form of what was designed: without the members that say which version it is and who wrote it, and
    /// without null members, which the Studio adds on saving and drops on loading.
    /// </summary>
    public string ContentHash() => DefinitionText.ContentHash(Json);
}
