using System.Text.Json.Nodes;

namespace CaseWorkflows.Host.Designer.Descriptors;

/// <summary>An activity type as the Studio reads it. No member is ever null: where it could be, it is left out.</summary>
internal sealed record ActivityView(
    string TypeName, string Namespace, string Name, int Version, string Category, string DisplayName, string Description, string Kind, bool IsBrowsable, bool IsStart, bool IsTerminal, bool IsContainer,
    IReadOnlyList<InputView> Inputs, IReadOnlyList<OutputView> Outputs, IReadOnlyList<PortView> Ports, IReadOnlyDictionary<string, object> CustomProperties, IReadOnlyDictionary<string, object> ConstructionProperties);

/// <summary>One input with its editor.</summary>
internal sealed record InputView(
    string Name, string TypeName, string DisplayName, string Description, float Order, bool IsBrowsable, bool IsWrapped, bool IsReadOnly, string UiHint, object? DefaultValue, string DefaultSyntax,
    JsonObject UiSpecifications);

/// <summary>One output.</summary>
internal sealed record OutputView(string Name, string TypeName, string DisplayName, string Description, bool IsBrowsable);

/// <summary>One outcome, or a place for an activity inside.</summary>
internal sealed record PortView(string Name, string DisplayName, string Type, bool IsBrowsable);

/// <summary>One choice of a pick-list.</summary>
internal sealed record Choice(string Text, string Value);
