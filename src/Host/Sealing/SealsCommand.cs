using System.CommandLine;
using CaseWorkflows.Evidence.Sealing;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.CommandLine;
using CaseWorkflows.Host.Persistence;

namespace CaseWorkflows.Host.Sealing;

/// <summary>Seals and their keys when a person asks for them. Works beside a running service.</summary>
internal static class SealsCommand
{
    private static readonly Argument<string> Association = new("association") { Description = "The association's key, such as natiq." };

    public static Command Create(BuildHost build)
    {
        var make = new Command("make", "Seal the histories of every association now and copy the seals away, as is done every night.");
        make.SetAction((parsed, ct) => RunAsync(build, parsed, async (services, output) =>
        {
            var made = await services.GetRequiredService<SealJob>().RunAsync(ct);
            await output.WriteLineAsync($"{made} associations sealed.");
            return 0;
        }, ct));
        var list = new Command("keys", "Print the fingerprints of an association's keys. Note the first one down: every later key leads back to it.") { Association };
        list.SetAction((parsed, ct) => RunAsync(build, parsed, (services, output) => PrintAsync(services, parsed.GetRequiredValue(Association), output, ct), ct));
        var rotate = new Command("rotate", "Begin a new key, endorsed by the one in use; print its fingerprint.") { Association };
        rotate.SetAction((parsed, ct) => RunAsync(build, parsed, async (services, output) =>
        {
            if (services.GetRequiredService<AssociationRegistry>().Find(parsed.GetRequiredValue(Association)) is not { } found)
            {
                return await UnknownAsync(parsed);
            }

            await output.WriteLineAsync(Signatures.Grouped((await services.GetRequiredService<SealKeys>().RotateAsync(found.Key, ct)).Id));
            return 0;
        }, ct));
        return new Command("seals", "Seal histories, and keep the keys they are signed with.") { make, list, rotate };
    }

    private static async Task<int> PrintAsync(IServiceProvider services, string association, TextWriter output, CancellationToken ct)
    {
        var keys = await services.GetRequiredService<SealKeys>().AllAsync(association, ct);
        foreach (var key in keys)
        {
            await output.WriteLineAsync($"{Signatures.Grouped(key.Id)}  {key.From[..16]} – {key.Until?[..16]}");
        }

        if (keys.Count == 0)
        {
            await output.WriteLineAsync($"{association} has no key yet; its first seal makes one.");
        }

        return 0;
    }

    private static async Task<int> UnknownAsync(ParseResult parsed)
    {
        await parsed.InvocationConfiguration.Error.WriteLineAsync($"There is no association '{parsed.GetRequiredValue(Association)}'.");
        return 1;
    }

    private static async Task<int> RunAsync(BuildHost build, ParseResult parsed, Func<IServiceProvider, TextWriter, Task<int>> act, CancellationToken ct)
    {
        await using var app = build([.. GlobalOptions.ConfigurationFrom(parsed), "--Serilog:MinimumLevel:Default=Error"], TimeProvider.System); // what came of it is printed
        if (!await app.Services.GetRequiredService<DatabaseSchema>().IsCurrentAsync(ct))
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync("There is no database of this version; run 'migrate' first.");
            return 1;
        }

        return await act(app.Services, parsed.InvocationConfiguration.Output);
    }
}
