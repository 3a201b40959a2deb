using System.Text;
using CaseWorkflows.Activities.Guard;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Settings;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Definitions;

/// <summary>
/// Brings the files of the workflows folder into the database. Changed content becomes a new version, never an overwritten one; a version somebody
/// drew in the designer stands until the designer withdraws it, and one the policy guard refuses becomes a draft. Doing it again with the same files
/// changes nothing.
/// </summary>
internal sealed class DefinitionImport(
    UnitOfWork unitOfWork, AssociationRegistry associations, DefinitionCatalogue catalogue, HostSettings settings, TimeProvider clock, ILogger<DefinitionImport> logger)
{
    private const string OpenCaseType = "CaseWorkflows.OpenCase";

    /// <summary>Files that were left out, or used with a warning, at the last import.</summary>
    public IReadOnlyList<FileFinding> Findings { get; private set; } = [];

    public async Task RunAsync(CancellationToken ct)
    {
        var findings = associations.Findings.ToList();
        foreach (var association in associations.All)
        {
            var files = Directory.EnumerateFiles(association.Folder, DefinitionFiles.Pattern).Order(StringComparer.Ordinal).Select(path => DefinitionFiles.Parse(settings.WorkflowsFolder, path));
            foreach (var parsed in DefinitionFiles.UsedFirst([.. files]))
            {
                var (file, problems) = DefinitionFiles.Check(parsed, catalogue.WorkflowsOf(association.Key));
                findings.AddRange(problems);
                if (file is not null)
                {
                    var outcome = await unitOfWork.WriteAsync<FileFinding?>((tx, token) => ImportInTx(tx, association, file, token), ct);
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
    private async Task<Outcome<FileFinding?>> ImportInTx(CaseTransaction tx, Association owner, DefinitionFile file, CancellationToken ct)
    {
        var association = owner.Key;
        var definition = file.Definition;
        await using var context = await tx.JoinAsync(ct);
        var versions = await context.Definitions.AsTracking().Where(row => row.DefinitionId == definition.DefinitionId).OrderBy(row => row.Version).ToListAsync(ct);
        var hash = definition.ContentHash();
        var lastFile = versions.LastOrDefault(row => row.Source == DefinitionRow.FromFile);
        if (versions.Find(row => row.AssociationKey != association) is { } foreign)
        {
            return new FileFinding(NameOf(file), null, "definition-id-taken", $"The definition id {definition.DefinitionId} belongs to the association {foreign.AssociationKey}.");
        }

        var drawnSince = versions.Exists(row => row.Source == DefinitionRow.FromDesigner && (row.IsPublished || row.IsLatest));
        if (lastFile?.ContentHash == hash)
        {
            return (FileFinding?)null;
        }

        var number = (versions.LastOrDefault()?.Version ?? 0) + 1;
        var refused = definition.IsPublished && !drawnSince ? Refused(definition, owner) : [];
        var publish = definition.IsPublished && !drawnSince && (refused.Count == 0 || settings.IsTryingOut);
        var row = Row(association, UsedWorkflows.Pinned(definition, catalogue.WorkflowsOf(association)), hash, number, isLatest: !drawnSince, publish);
        var (triggers, objection) = publish ? Triggers(file, row) : ([], null);
        if (objection is { IsWarning: false })
        {
            return objection;
        }

        foreach (var older in versions)
        {
            older.IsLatest &= drawnSince;
            older.IsPublished &= !publish;
        }

        // The unique indexes on published and latest allow one each at every moment, so the old flags go first.
        await context.SaveChangesAsync(ct);
        context.Definitions.Add(row);
        await context.SaveChangesAsync(ct);
        if (publish)
        {
            await TriggerStore.ReplaceInTx(tx, association, row.DefinitionId, row.Id, triggers, clock.GetUtcNow(), ct);
        }

        logger.LogInformation("Imported {DefinitionId} version {Version} ({Published})", definition.DefinitionId, number, publish ? "published" : "not published");
        return drawnSince
            ? new FileFinding(NameOf(file), null, "designer-version-kept", $"Kept as version {number}, not published: a version drawn in the designer stands.", IsWarning: true)
            : refused.Count > 0
            ? new FileFinding(NameOf(file), null, publish ? "against-policy" : "not-published", $"{(publish ? "Tried out all the same" : $"Kept as version {number}, not published")}: {string.Join(" ", refused)}", IsWarning: true)
            : objection;
    }

    /// <summary>What the association's policy has against publishing it; a version in force stays so.</summary>
    private List<string> Refused(WorkflowDefinition definition, Association owner)
        => [.. DefinitionGuard.Check(definition, owner, catalogue.WorkflowsOf(owner.Key)).Findings.Where(finding => !finding.IsWarning)
            .Select(finding => GuardText.Line(finding, owner.Policy, "en"))];

    /// <summary>What starts instances of the version. Steps of a case need a case, and only intake opens one: there triggers are not listened for.</summary>
    private (IReadOnlyList<WorkflowTrigger> Triggers, FileFinding? Objection) Triggers(DefinitionFile file, DefinitionRow row)
    {
        var graph = catalogue.Compile(row.Json, row.AssociationKey);
        var (triggers, problems) = graph.Triggers(clock.GetUtcNow());
        var outside = triggers.Where(trigger => trigger.ActivityType != OpenCaseType).ToList();
        return problems is [var problem, ..] ? ([], new(NameOf(file), null, problem.Code, problem.Message))
            : outside.Count > 0 && graph.NeedsCase() ? ([], new(NameOf(file), null, "trigger-without-case", $"'{outside[0].ActivityId}' starts nothing: this workflow acts on a case, and a trigger has none.", IsWarning: true))
            : (outside, null);
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
            IsPublished = publish,
            ContentHash = hash,
            Json = Encoding.UTF8.GetString(definition.WithIdentity(id, number, isLatest, publish, now).ToUtf8()),
            Source = DefinitionRow.FromFile,
            CreatedAt = now,
            PublishedAt = publish ? now : null,
        };
    }
}
