using System.Text;
using CaseWorkflows.Activities.Guard;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Forms;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Definitions;

/// <summary>
/// Brings the files of the workflows folder into the database. Changed content becomes a new version, never an overwritten one; a version somebody
/// drew in the designer stands until the designer withdraws it, and one the policy guard refuses becomes a draft. Doing it again with the same files
/// changes nothing.
/// </summary>
internal sealed class DefinitionImport(
    UnitOfWork unitOfWork, AssociationRegistry associations, DefinitionCatalogue catalogue, VersionCheck check, FormImport forms, HostSettings settings, TimeProvider clock, ILogger<DefinitionImport> logger)
{
    /// <summary>Files that were left out, or used with a warning, at the last import.</summary>
    public IReadOnlyList<FileFinding> Findings { get; private set; } = [];

    /// <param name="mayPublish">False leaves what is new a draft, whatever its file says.</param>
    /// <param name="ct">Gives up between two files.</param>
    public async Task RunAsync(bool mayPublish, CancellationToken ct)
    {
        // Forms first: a definition that is published names forms that are there.
        List<FileFinding> findings = [.. associations.Findings, .. await forms.RunAsync(ct)];
        foreach (var association in associations.All)
        {
            var files = Directory.EnumerateFiles(association.Folder, DefinitionFiles.Pattern).Order(StringComparer.Ordinal).Select(path => DefinitionFiles.Parse(settings.WorkflowsFolder, path));
            foreach (var parsed in DefinitionFiles.UsedFirst([.. files]))
            {
                var (file, problems) = DefinitionFiles.Check(parsed, catalogue.WorkflowsOf(association.Key));
                findings.AddRange(problems);
                if (file is not null)
                {
                    var outcome = await unitOfWork.WriteAsync<FileFinding?>((tx, token) => ImportInTx(tx, association, file, mayPublish, token), ct);
                    findings.AddRange(outcome.Value is { } objection ? [objection] : []);
                }
            }
        }

        foreach (var finding in findings)
        {
            logger.Log(finding.IsWarning ? LogLevel.Warning : LogLevel.Error, "Definition file {Finding}{Skipped}", finding, finding.IsWarning ? "" : " (left out)");
        }

        Findings = findings;
    }

    /// <summary>What there is to object to, if anything.</summary>
    private async Task<Outcome<FileFinding?>> ImportInTx(CaseTransaction tx, Association owner, DefinitionFile file, bool mayPublish, CancellationToken ct)
    {
        var (association, definition) = (owner.Key, file.Definition);
        await using var versions = await VersionSet.LoadInTx(tx, definition.DefinitionId, clock.GetUtcNow(), ct);
        var hash = definition.ContentHash();
        if (versions.All.FirstOrDefault(row => row.AssociationKey != association) is { } foreign)
        {
            return new FileFinding(NameOf(file), null, "definition-id-taken", $"The definition id {definition.DefinitionId} belongs to the association {foreign.AssociationKey}.");
        }

        // What a designer drew and exported into the file is there already.
        if (versions.All.LastOrDefault(row => row.Source == DefinitionRow.FromFile)?.ContentHash == hash || versions.Latest is { IsPublished: true } current && current.ContentHash == hash)
        {
            return (FileFinding?)null;
        }

        var drawnSince = versions.All.Any(row => row.Source == DefinitionRow.FromDesigner && (row.IsPublished || row.IsLatest));
        var wants = definition.IsPublished && !drawnSince;
        var refused = wants ? Refused(definition, owner) : [];
        var publish = wants && mayPublish && (refused.Count == 0 || settings.IsTryingOut);
        var row = Row(association, UsedWorkflows.Pinned(definition, catalogue.WorkflowsOf(association)), hash, versions.NextNumber, isLatest: !drawnSince, publish);
        var (triggers, objection) = publish ? Triggers(file, row) : ([], null);
        if (objection is { IsWarning: false })
        {
            return objection;
        }

        await versions.AddAsync(row, ct);
        versions.Record(row, DefinitionEventRow.Imported, VersionAct.OfFile(NameOf(file)));
        await versions.SaveAsync(ct);
        if (publish)
        {
            await versions.PublishAsync(row, triggers, VersionAct.OfFile(NameOf(file)), ct);
        }

        logger.LogInformation("Imported {DefinitionId} version {Version} ({Published})", definition.DefinitionId, row.Version, publish ? "published" : "not published");
        return drawnSince
            ? new FileFinding(NameOf(file), null, "designer-version-kept", $"Kept as version {row.Version}, not published: a version drawn in the designer stands.", IsWarning: true)
            : refused.Count > 0
            ? new FileFinding(NameOf(file), null, publish ? "against-policy" : "not-published", $"{(publish ? "Tried out all the same" : $"Kept as version {row.Version}, not published")}: {string.Join(" ", refused)}", IsWarning: true)
            : objection;
    }

    /// <summary>What the association's policy has against publishing it; a version in force stays so.</summary>
    private List<string> Refused(WorkflowDefinition definition, Association owner)
        => [.. check.Guard(definition, owner.Key).Findings.Where(finding => !finding.IsWarning).Select(finding => GuardText.Line(finding, owner.Policy, "en"))];

    private (IReadOnlyList<WorkflowTrigger> Triggers, FileFinding? Objection) Triggers(DefinitionFile file, DefinitionRow row)
    {
        var (triggers, objection) = check.Triggers(row.Json, row.AssociationKey, clock.GetUtcNow());
        return (triggers, objection is null ? null : new(NameOf(file), null, objection.Code, objection.Message, objection.Severity == Severity.Warning));
    }

    private string NameOf(DefinitionFile file) => Path.GetRelativePath(settings.WorkflowsFolder, file.Path);

    private DefinitionRow Row(string association, WorkflowDefinition definition, string hash, int number, bool isLatest, bool publish)
    {
        var now = clock.GetUtcNow();
        var id = $"{definition.DefinitionId}-v{number}";
        return new DefinitionRow
        {
            Id = id,
            AssociationKey = association,
            DefinitionId = definition.DefinitionId,
            Version = number,
            Name = definition.Name ?? definition.DefinitionId,
            IsLatest = isLatest,
            ContentHash = hash,
            Json = Encoding.UTF8.GetString(definition.WithIdentity(id, number, isLatest, publish, definition.CreatedAt ?? now).ToUtf8()),
            Source = DefinitionRow.FromFile,
            Description = definition.Description,
            CreatedAt = now,
            SavedAt = now,
        };
    }
}
