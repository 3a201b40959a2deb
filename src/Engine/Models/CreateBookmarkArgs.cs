using CaseWorkflows.Engine.Options;

namespace CaseWorkflows.Engine.Models;

/// <summary>Everything that can be said about a new bookmark.</summary>
public sealed class CreateBookmarkArgs
{
    /// <summary>Given by the activity; null lets the engine number it.</summary>
    public string? BookmarkId { get; set; }

    public object? Stimulus { get; set; }

    public ExecuteActivityDelegate? Callback { get; set; }

    /// <summary>Null means the activity's type name.</summary>
    public string? BookmarkName { get; set; }

    public bool AutoBurn { get; set; } = true;

    /// <summary>Whether the hash holds the activity instance, so that only this very execution matches. Off by default, as in Elsa.</summary>
    public bool IncludeActivityInstanceId { get; set; }

    public bool AutoComplete { get; set; } = true;

    public IReadOnlyDictionary<string, string>? Metadata { get; set; }
}
