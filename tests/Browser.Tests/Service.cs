using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests;

namespace CaseWorkflows.Browser.Tests;

/// <summary>The real host on a port of its own, with a clock that is moved by hand, as browsers reach it.</summary>
public sealed class Service : HostFactory
{
    public Service()
        : this(null)
    {
    }

    /// <param name="workflows">The folder to serve; null for workflows that ask for one person and no forms.</param>
    internal Service(string? workflows)
    {
        if (workflows is not null)
        {
            WorkflowsFolder = workflows;
        }

        UseKestrel(0);
        StartServer();
        Address = ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority);
    }

    public string Address { get; }

    /// <summary>Somebody new in these roles sits down at a browser of their own and signs in.</summary>
    public Task<Visit> VisitAsync(Chromium chromium, string language, params (string Association, Role Role)[] appointments) => VisitAsync(chromium, language, 1440, 900, appointments);

    /// <summary>As the other, on a screen of that size.</summary>
    public async Task<Visit> VisitAsync(Chromium chromium, string language, int width, int height, params (string Association, Role Role)[] appointments)
    {
        var userName = $"person-{Guid.NewGuid():N}";
        await HireAsync(userName, appointments);
        var visit = await Visit.BeginAsync(this, chromium, language, width, height);
        await visit.SignInAsync(userName);
        return visit;
    }
}
