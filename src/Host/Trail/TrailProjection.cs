using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Projections;

namespace CaseWorkflows.Host.Trail;

/// <summary>Every event by numbers, one narrow index for each thing it may be asked for.</summary>
internal sealed class TrailProjection(TrailWords words) : Projection
{
    public override string Name => "trail";

    public override int Version => 1;

    public override async Task ApplyInTx(CaseTransaction tx, IReadOnlyList<FedEvent> events, long before, CancellationToken ct)
    {
        var numbers = new Dictionary<string, long>(StringComparer.Ordinal);
        async ValueTask<long?> NumberAsync(string? word) => word is null ? null
            : numbers.TryGetValue(word, out var known) ? known
            : numbers[word] = await words.NumberInTx(tx, word, ct);

        foreach (var (index, next) in events.Index())
        {
            var (association, actor, behalf) = (await NumberAsync(next.Association), await NumberAsync(next.Actor), await NumberAsync(next.OnBehalfOf));
            var (action, step, clause) = (await NumberAsync(next.Action), await NumberAsync(next.ActivityType), await NumberAsync(next.Clause));
            var (version, channel) = (await NumberAsync(next.DefinitionVersion), await NumberAsync(next.Channel));
            await tx.Command("""
                INSERT INTO trail (place, association, at, case_id, seq, actor, behalf, action, step, clause, version, channel)
                VALUES (@place, @association, @at, @case, @seq, @actor, @behalf, @action, @step, @clause, @version, @channel)
                """)
                .With("@place", before + index + 1).With("@association", association).With("@at", next.At).With("@case", next.CaseId).With("@seq", next.Seq)
                .With("@actor", actor).With("@behalf", behalf).With("@action", action).With("@step", step).With("@clause", clause).With("@version", version).With("@channel", channel)
                .WriteAsync(ct);
        }
    }

    public override async Task ClearInTx(CaseTransaction tx, CancellationToken ct)
    {
        await tx.Command("DELETE FROM trail").WriteAsync(ct);
        await words.ClearInTx(tx, ct);
    }
}
