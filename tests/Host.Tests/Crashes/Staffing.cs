using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Settings;
using CaseWorkflows.Host.Tests.Databases;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CaseWorkflows.Host.Tests.Crashes;

/// <summary>Puts one person per role, in every association, into a data folder, by the program's own services, before a process serves from it.</summary>
internal static class Staffing
{
    public const string Password = "a long enough password";

    /// <summary>The name under which the holder of a role signs in.</summary>
    public static string UserName(string role) => $"the-{role}";

    /// <summary>The answer: each person's id, by the key of their role.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> HireAsync(TestStore data, string workflows)
    {
        await using var program = new ProgramOn(data, workflows);
        await using var scope = program.Services.CreateAsyncScope();
        var associations = scope.ServiceProvider.GetRequiredService<AssociationRegistry>().All;
        var directory = scope.ServiceProvider.GetRequiredService<StaffDirectory>();
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var role in Role.All)
        {
            var appointments = associations.Select(association => new Appointment(association.Key, role));
            ids[role.Key] = (await directory.CreateAsync(UserName(role.Key), Password, LocalizedText.Same(role.Key), appointments, default)).Value;
        }

        return ids;
    }

    private sealed class ProgramOn(TestStore data, string workflows) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Production");
            foreach (var (key, value) in data.Configuration)
            {
                builder.UseSetting(key, value);
            }

            builder.UseSetting(HostSettings.WorkflowsKey, workflows);
            builder.ConfigureLogging(logging => logging.ClearProviders());
            builder.ConfigureTestServices(services =>
                services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1000)); // the real count is made to be slow
        }
    }
}
