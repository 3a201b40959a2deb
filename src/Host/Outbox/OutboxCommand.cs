using System.CommandLine;
using System.Globalization;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.CommandLine;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Outbox;

/// <summary>Messages on their way out, for whoever runs the service. Works beside it; the service delivers what is replayed.</summary>
internal static class OutboxCommand
{
    private const int AtOnce = 100;
    private const int MostListed = 1000;

    private static readonly Option<bool> Dead = new("--dead") { Description = "Only those given up after their last try." };

    private static readonly Option<bool> All = new("--all") { Description = "Every message that was given up." };

    private static readonly Argument<long[]> Ids = new("id") { Description = "Numbers as 'outbox list' shows them.", Arity = ArgumentArity.ZeroOrMore };

    public static Command Create(BuildHost build)
    {
        var list = new Command("list", "List messages that are not delivered.") { Dead };
        list.SetAction((parsed, cancellationToken) => OnDatabaseAsync(build, parsed, ListAsync, cancellationToken));
        var replay = new Command("replay", "Try messages again that were given up. Exit 0 only when each could be.") { Ids, All };
        replay.SetAction((parsed, cancellationToken) => OnDatabaseAsync(build, parsed, ReplayAsync, cancellationToken));
        return new Command("outbox", "Look after messages that leave the service.") { list, replay };
    }

    private static async Task<int> OnDatabaseAsync(
        BuildHost build, ParseResult parsed, Func<IServiceProvider, ParseResult, CancellationToken, Task<int>> act, CancellationToken ct)
    {
        await using var app = build(GlobalOptions.ConfigurationFrom(parsed), TimeProvider.System);
        if (await app.Services.GetRequiredService<DatabaseSchema>().IsCurrentAsync(ct))
        {
            return await act(app.Services, parsed, ct);
        }

        await parsed.InvocationConfiguration.Error.WriteLineAsync("There is no database of this version; run 'migrate' first.");
        return 1;
    }

    private static async Task<int> ListAsync(IServiceProvider services, ParseResult parsed, CancellationToken ct)
    {
        var (output, onlyDead) = (parsed.InvocationConfiguration.Output, parsed.GetValue(Dead));
        await using var context = await services.GetRequiredService<IDbContextFactory<CaseDbContext>>().CreateDbContextAsync(ct);
        var waiting = context.Outbox.Where(row => row.DispatchedAt == null && (row.DeadAt != null || !onlyDead));
        foreach (var row in await waiting.OrderBy(row => row.Id).Take(MostListed).ToListAsync(ct))
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Id} {row.Kind} {row.AssociationKey} case {row.CaseId ?? "-"} written {row.CreatedAt:u} {(row.DeadAt is { } dead ? $"given up {dead:u}" : $"next {row.NextAttemptAt:u}")} after {row.Attempts} tries {row.LastError}"));
        }

        await output.WriteLineAsync($"{await waiting.CountAsync(ct)} messages {(onlyDead ? "given up" : "not delivered")}.");
        return 0;
    }

    private static async Task<int> ReplayAsync(IServiceProvider services, ParseResult parsed, CancellationToken ct)
    {
        var (terminal, ids, all) = (parsed.InvocationConfiguration, parsed.GetValue(Ids) ?? [], parsed.GetValue(All));
        if (all == ids.Length > 0)
        {
            await terminal.Error.WriteLineAsync("Give either the numbers of messages or --all.");
            return 1;
        }

        var (letters, replayed, refused) = (services.GetRequiredService<DeadLetters>(), 0, 0);
        for (var batch = all ? await DeadAsync(services, 0, ct) : ids; batch.Length > 0; batch = all ? await DeadAsync(services, batch[^1], ct) : [])
        {
            foreach (var id in batch)
            {
                if ((await letters.ReplayAsync(id, Actor.SystemId, _ => true, ct)).Refusal is { } refusal)
                {
                    await terminal.Error.WriteLineAsync($"{id}: {refusal.Message.English}");
                    refused++;
                    continue;
                }

                replayed++;
            }
        }

        await terminal.Output.WriteLineAsync($"{replayed} messages go out again, by the running service or at its next start; {refused} could not be replayed.");
        return refused == 0 ? 0 : 1;
    }

    private static async Task<long[]> DeadAsync(IServiceProvider services, long after, CancellationToken ct)
    {
        await using var context = await services.GetRequiredService<IDbContextFactory<CaseDbContext>>().CreateDbContextAsync(ct);
        return await context.Outbox.Where(row => row.DeadAt != null && row.Id > after).OrderBy(row => row.Id).Select(row => row.Id).Take(AtOnce).ToArrayAsync(ct);
    }
}
