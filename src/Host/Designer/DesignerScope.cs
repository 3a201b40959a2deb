using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Reads;
using CaseWorkflows.Host.Web;

namespace CaseWorkflows.Host.Designer;

/// <summary>
/// Which associations a call is about: the one its header names, or all in which the caller draws or reads procedures. Whatever lies outside does not exist.
/// </summary>
internal sealed class DesignerScope
{
    /// <summary>Elsa's header for the tenant; an association is one.</summary>
    public const string Header = "X-Tenant-Id";

    /// <summary>Those who may look at procedures and instances.</summary>
    public static readonly Role[] Readers = [Role.ProcessDesigner, Role.Auditor, Role.Administrator];

    private readonly CurrentCaller _caller;

    public DesignerScope(CurrentCaller caller, HttpContext http)
    {
        var named = http.Request.Headers[Header].ToString();
        _caller = caller;
        Language = http.Language();
        Readable = [.. caller.Associations.Where(key => (named.Length == 0 || key == named) && caller.HoldsAnyOf(Readers, key))];
    }

    public string CallerId => _caller.Id;

    /// <summary><c>ar</c> or <c>en</c>.</summary>
    public string Language { get; }

    /// <summary>Keys of the associations whose procedures the caller may see here.</summary>
    public IReadOnlyList<string> Readable { get; }

    /// <summary>The one association something new belongs to; null when the call does not say which.</summary>
    public string? Home => Readable.Where(MayDraw).ToList() is [var only] ? only : null;

    public static ValueTask<DesignerScope> BindAsync(HttpContext http)
        => ValueTask.FromResult(new DesignerScope(http.RequestServices.GetRequiredService<CurrentCaller>(), http));

    public bool MayDraw(string association) => Readable.Contains(association) && _caller.RolesIn(association).Contains(Role.ProcessDesigner.Key);

    /// <summary>Notes that what was told about people in a case goes out, where it does.</summary>
    public void Opens(string association, string? caseId)
    {
        if (caseId is not null && MaySeeData(association))
        {
            _caller.Sights.Told(association, [caseId], Disclosure.Everything);
        }
    }

    /// <summary>True for those who may see what was told about people in a case.</summary>
    public bool MaySeeData(string association) => Readable.Contains(association) && _caller.RolesIn(association).Contains(Role.Auditor.Key);
}
