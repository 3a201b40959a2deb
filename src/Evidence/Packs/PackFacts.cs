using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Evidence.Sealing;

namespace CaseWorkflows.Evidence.Packs;

/// <summary>What a pack is about: one case, or a period. Made by its two constructors only.</summary>
public sealed record PackScope
{
    private PackScope()
    {
    }

    /// <summary>The case's id; null for a period.</summary>
    public string? Case { get; private init; }

    /// <summary>The case's number; null for a period.</summary>
    public string? Number { get; private init; }

    /// <summary>The period's beginning, as the caller writes dates; null for a case.</summary>
    public string? From { get; private init; }

    /// <summary>The period's end; null for a case.</summary>
    public string? To { get; private init; }

    /// <summary>One case.</summary>
    public static PackScope OfCase(string id, string number) => new() { Case = id, Number = number };

    /// <summary>Some cases of a period.</summary>
    public static PackScope OfPeriod(string from, string to) => new() { From = from, To = to };

    internal JsonObject ToJson() => Case is not null
        ? new() { ["kind"] = "case", ["case"] = Case, ["number"] = Number }
        : new() { ["kind"] = "period", ["from"] = From, ["to"] = To };

    internal static PackScope? Parse(JsonElement json) => json.Text("kind") switch
    {
        "case" when json.Text("case") is { } id && json.Text("number") is { } number => OfCase(id, number),
        "period" when json.Text("from") is { } from && json.Text("to") is { } to => OfPeriod(from, to),
        _ => null,
    };
}

/// <summary>What a pack says of itself beside its contents.</summary>
/// <param name="Association">The association's key.</param>
/// <param name="Name">The association's name.</param>
/// <param name="Scope">What it is about.</param>
/// <param name="CreatedAt">When it was made, as <see cref="CaseWorkflows.Cases.Calendars.Instant.ToText"/> writes it.</param>
/// <param name="CreatedBy">The id of whoever made it; says nothing to people outside.</param>
public sealed record PackFacts(string Association, LocalizedText Name, PackScope Scope, string CreatedAt, string CreatedBy)
{
    internal static PackFacts? Parse(JsonElement root) =>
        root.Member("association", JsonValueKind.Object) is { } association && association.Text("key") is { } key
        && association.Text("ar") is { } arabic && association.Text("en") is { } english
        && root.Member("scope", JsonValueKind.Object) is { } json && PackScope.Parse(json) is { } scope
        && root.Instant("createdAt") is { } createdAt && root.Text("createdBy") is { } createdBy
            ? new(key, new(arabic, english), scope, createdAt, createdBy)
            : null;
}
