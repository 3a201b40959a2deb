namespace CaseWorkflows.Host.CasePages;

/// <summary>What somebody typed into one of a case's forms that is shown again.</summary>
/// <param name="Form">The form's name: the last part of the address it is sent to.</param>
/// <param name="Text">What was written.</param>
/// <param name="Kind">What was chosen, or the id of what it is about.</param>
/// <param name="Chosen">Boxes that were ticked.</param>
public sealed record CaseTyped(string Form, string? Text = null, string? Kind = null, IReadOnlyList<string>? Chosen = null)
{
    public IReadOnlyList<string> Chosen { get; } = Chosen ?? [];
}
