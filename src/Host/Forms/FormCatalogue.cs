using System.Collections.Concurrent;
using System.Text;
using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Forms;

/// <summary>Versions of forms as tasks keep them. A version never changes, so what is read once is kept.</summary>
internal sealed class FormCatalogue(IDbContextFactory<CaseDbContext> contexts)
{
    private readonly ConcurrentDictionary<(string Association, string Key, string Version), Form> _forms = new();

    /// <summary>The form of that version. Throws when there is none, which cannot happen to one a task opened with.</summary>
    public async ValueTask<Form> GetAsync(string association, string key, string version, CancellationToken ct)
    {
        if (_forms.TryGetValue((association, key, version), out var known))
        {
            return known;
        }

        await using var context = await contexts.CreateDbContextAsync(ct);
        var json = await context.FormVersions.Where(row => row.AssociationKey == association && row.Key == key && row.Hash == version).Select(row => row.Json).FirstAsync(ct);
        return _forms.GetOrAdd((association, key, version), Form.Parse(Encoding.UTF8.GetBytes(json)).Value);
    }
}
