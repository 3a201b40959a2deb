using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CaseWorkflows.Engine.Definitions.Canonical;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Designer.Definitions;
using CaseWorkflows.Host.Forms;

namespace CaseWorkflows.Host.Designer.Descriptors;

/// <summary>
/// The answer to <c>descriptors/activities</c>, which the Studio asks for after every save: kept ready for each language and choice of associations, and made
/// anew only when a workflow that is used as an activity was published, or a form is another.
/// </summary>
internal sealed class ActivityList(AssociationRegistry associations, KnownActivities known, FormShelf forms)
{
    private readonly ConcurrentDictionary<string, Ready> _ready = new(StringComparer.Ordinal);

    public async Task<IResult> AnswerAsync(DesignerScope scope, HttpContext http, CancellationToken ct)
    {
        var workflows = await known.WorkflowsOfAsync(scope.Readable, ct);
        var state = string.Join('\n', workflows.Select(one => $"{one.VersionId} {one.Descriptor.IsBrowsable}").Append(forms.Stamp));
        var key = $"{scope.Language} {string.Join(' ', scope.Readable)}";
        if (!_ready.TryGetValue(key, out var ready) || ready.State != state)
        {
            _ready[key] = ready = Make(scope, workflows, state);
        }

        http.Response.Headers.ETag = ready.Tag;
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.Vary = "Accept-Language, Cookie, X-Tenant-Id";
        return http.Request.Headers.IfNoneMatch.Contains(ready.Tag) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Bytes(ready.Body, "application/json; charset=utf-8");
    }

    internal IReadOnlyList<ActivityView> Views(IReadOnlyList<string> keys, string language)
    {
        var writer = WriterFor(keys, language);
        return
        [
            .. DefinitionFiles.Registry.All.Where(activity => activity.TypeName != "Elsa.Workflow")
                .Select(activity => activity.TypeName == Placeholders.TypeName ? writer.Placeholder(activity) : writer.Of(activity)),
        ];
    }

    private Ready Make(DesignerScope scope, IReadOnlyList<(string VersionId, string DefinitionId, Engine.Descriptors.ActivityDescriptor Descriptor)> workflows, string state)
    {
        var writer = WriterFor(scope.Readable, scope.Language);
        var own = Views(scope.Readable, scope.Language);
        var taken = own.Select(one => (one.TypeName, one.Version)).ToHashSet();
        var all = own.Concat(workflows.Where(one => taken.Add((one.Descriptor.TypeName, one.Descriptor.Version))).Select(one => writer.OfWorkflow(one.VersionId, one.DefinitionId, one.Descriptor))).ToList();
        var body = JsonSerializer.SerializeToUtf8Bytes(new ItemList<ActivityView>(all, all.Count), ElsaJson.Options);
        return new(state, body, $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\"");
    }

    private DescriptorWriter WriterFor(IReadOnlyList<string> keys, string language) => new(new(
        [.. keys.Select(associations.Find).OfType<Association>().Select(one => one.Profile)], language, [.. keys.SelectMany(key => forms.Of(key).Values)]));

    private sealed record Ready(string State, byte[] Body, string Tag);
}
