using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Forms;

/// <summary>
/// The forms as they lie in the files of this host, for whoever draws procedures and checks them. What a task opens with is asked of the database, where all
/// hosts find the same.
/// </summary>
internal sealed class FormShelf
{
    private static readonly Dictionary<string, Form> None = new(StringComparer.Ordinal);

    private readonly AssociationRegistry _associations;
    private readonly HostSettings _settings;
    private IReadOnlyDictionary<string, IReadOnlyDictionary<string, Form>> _forms = new Dictionary<string, IReadOnlyDictionary<string, Form>>(StringComparer.Ordinal);

    public FormShelf(AssociationRegistry associations, HostSettings settings)
    {
        (_associations, _settings) = (associations, settings);
        ReadAgain();
    }

    /// <summary>The files that could not be used at the last reading.</summary>
    public IReadOnlyList<FileFinding> Findings { get; private set; } = [];

    /// <summary>Another text whenever any form is another.</summary>
    public string Stamp { get; private set; } = "";

    /// <summary>An association's forms by key.</summary>
    public IReadOnlyDictionary<string, Form> Of(string association) => _forms.GetValueOrDefault(association) ?? None;

    /// <summary>
    /// Looks at the files once more. A form whose file cannot be used now stays as it was, so that a slip of the pen takes nothing away from those who draw.
    /// </summary>
    public void ReadAgain()
    {
        var before = _forms;
        var (forms, findings) = FormFolder.ReadAll(_settings.WorkflowsFolder, _associations.All);
        var broken = findings.Select(finding => Path.GetFileName(finding.File).Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        _forms = forms.ToDictionary(
            pair => pair.Key,
            IReadOnlyDictionary<string, Form> (pair) => (before.GetValueOrDefault(pair.Key) ?? None).Where(form => broken.Contains(form.Key)).Concat(pair.Value)
                .GroupBy(form => form.Key, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First().Value, StringComparer.Ordinal),
            StringComparer.Ordinal);
        Findings = findings;
        Stamp = string.Join(' ', _forms.SelectMany(pair => pair.Value.Values).Select(form => form.Version));
    }
}
