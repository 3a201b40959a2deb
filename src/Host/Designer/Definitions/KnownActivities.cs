using System.Collections.Concurrent;
using System.Text;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Descriptors;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Designer.Definitions;

/// <summary>
/// The activity types of an association: those of this build, and its own workflows that may be used as activities. A version of those stays for as long as
/// there is the version, because a drawing may use it.
/// </summary>
internal sealed class KnownActivities(IDbContextFactory<CaseDbContext> contexts)
{
    private readonly ConcurrentDictionary<string, ActivityDescriptor?> _ofVersion = new(StringComparer.Ordinal);

    /// <summary>True for types of this build in exactly that version.</summary>
    public static bool IsBuiltIn(string type, int version) => DefinitionFiles.Registry.Find(type, version)?.Version == version;

    /// <summary>What the Studio has a description of when it works in these associations.</summary>
    public async Task<Func<string, int, bool>> InAsync(IReadOnlyList<string> associations, CancellationToken ct)
    {
        var workflows = (await WorkflowsOfAsync(associations, ct)).Select(one => (one.Descriptor.TypeName, one.Descriptor.Version)).ToHashSet();
        return (type, version) => IsBuiltIn(type, version) || workflows.Contains((type, version));
    }

    /// <summary>Published versions of workflows that may be used as activities, each with its id; browsable in the newest published version alone.</summary>
    public async Task<IReadOnlyList<(string VersionId, string DefinitionId, ActivityDescriptor Descriptor)>> WorkflowsOfAsync(IReadOnlyList<string> associations, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var versions = await context.Definitions.Where(row => associations.Contains(row.AssociationKey) && row.PublishedAt != null)
            .OrderBy(row => row.Id).Select(row => new { row.Id, row.DefinitionId, row.IsPublished, row.ArchivedAt }).ToListAsync(ct);
        var unknown = versions.Where(version => !_ofVersion.ContainsKey(version.Id)).Select(version => version.Id).ToList();
        if (unknown.Count > 0)
        {
            foreach (var row in await context.Definitions.Where(row => unknown.Contains(row.Id)).Select(row => new { row.Id, row.Json }).ToListAsync(ct))
            {
                var definition = WorkflowDefinition.Parse(Encoding.UTF8.GetBytes(row.Json)).Definition;
                _ofVersion[row.Id] = definition?.Options.UsableAsActivity is true ? WorkflowActivityDescriber.Describe(definition) : null;
            }
        }

        return
        [
            .. versions.Where(version => _ofVersion.GetValueOrDefault(version.Id) is not null)
                .Select(version => (version.Id, version.DefinitionId, _ofVersion[version.Id]! with { IsBrowsable = version.IsPublished && version.ArchivedAt is null }))
                .DistinctBy(one => (one.Item3.TypeName, one.Item3.Version)),
        ];
    }
}
