using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Associations;

/// <summary>The associations this installation serves, as read from the workflows folder at start.</summary>
internal sealed class AssociationRegistry
{
    private readonly Dictionary<string, Association> _byKey;

    public AssociationRegistry(HostSettings settings)
    {
        (All, Findings) = AssociationFolder.ReadAll(settings.WorkflowsFolder);
        _byKey = All.ToDictionary(association => association.Key, StringComparer.Ordinal);
    }

    public IReadOnlyList<Association> All { get; }

    public IReadOnlyList<FileFinding> Findings { get; }

    /// <summary>Null for a key no association has.</summary>
    public Association? Find(string? key) => key is null ? null : _byKey.GetValueOrDefault(key);

    /// <summary>What a committee is called; its key when the association describes it no longer.</summary>
    public LocalizedText CommitteeName(string association, string committee) => Find(association)?.Profile.Committee(committee)?.Name ?? LocalizedText.Same(committee);
}
