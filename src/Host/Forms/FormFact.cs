using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Forms;

namespace CaseWorkflows.Host.Forms;

/// <summary>Something a case knows, as a form shows it or is filled in from it. All null when the case does not know it.</summary>
/// <param name="Text">In words.</param>
/// <param name="Day">A day.</param>
/// <param name="At">A moment.</param>
/// <param name="Field">For an earlier answer, the question as it was asked then.</param>
/// <param name="Answer">The earlier answer, its secrets open.</param>
public sealed record FormFact(string? Text = null, DateOnly? Day = null, DateTimeOffset? At = null, FormField? Field = null, JsonNode? Answer = null)
{
    /// <summary>Nothing known.</summary>
    public static FormFact None { get; } = new();

    /// <summary>As a program would answer a question with it; null when there is nothing.</summary>
    public JsonNode? ToAnswer() => Answer?.DeepClone() ?? (Text is null ? null : JsonValue.Create(Text));
}
