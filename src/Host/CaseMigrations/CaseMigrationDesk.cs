using System.Text.Json;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Operations;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Web;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.CaseMigrations;

/// <summary>Begins migrations, takes them back, and says how far they are. The cases themselves are moved in the background.</summary>
internal sealed class CaseMigrationDesk(
    IDbContextFactory<CaseDbContext> contexts, UnitOfWork unitOfWork, MigrationCandidates candidates, OperationLedger operations, CaseMigrationSignal signal, TimeProvider clock)
{
    private const int MostListed = 50;

    /// <summary>Writes the batch down and answers 202. Refuses <c>reason-required</c>, <c>no-such-version</c> and <c>nothing-to-move</c>.</summary>
    public async Task<Outcome<Answer>> BeginAsync(CurrentCaller caller, string definitionId, MigrationRequest request, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.Reason))
        {
            return CaseMigrationAnswers.ReasonRequired();
        }

        if (request.Reason.Length > UserTaskRules.MaximumReasonLength)
        {
            return CaseAnswers.ReasonTooLong();
        }

        var version = await candidates.VersionAsync(caller, definitionId, request.ToVersionId, onlyDesigners: true, ct);
        if (!version.Succeeded(out var to, out var refusal))
        {
            return refusal;
        }

        var cases = (await candidates.CasesAsync(to, ct)).Where(candidate => request.CaseIds is null || request.CaseIds.Contains(candidate.CaseId, StringComparer.Ordinal)).ToList();
        var row = new CaseMigrationRow
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("n"),
            AssociationKey = to.AssociationKey,
            DefinitionId = definitionId,
            ToVersionId = to.Id,
            Map = JsonSerializer.Serialize(request.Map ?? new Dictionary<string, string?>(StringComparer.Ordinal)),
            PassesOver = request.PassesOver,
            Reason = request.Reason.Trim(),
            CreatedAt = clock.GetUtcNow(),
            CreatedBy = caller.Id,
        };
        return await unitOfWork.WriteAsync<Answer>((tx, token) => operations.OnceInTx(tx, caller.Id, request.OperationId, new { definitionId, kind = "migrate", request }, row.CreatedAt, async () =>
        {
            if (cases.Count == 0)
            {
                return CaseMigrationAnswers.NothingToMove();
            }

            await CaseMigrationStore.InsertInTx(tx, row, token);
            foreach (var candidate in cases)
            {
                await CaseMigrationStore.AddItemInTx(tx, row.Id, candidate.InstanceId, candidate.CaseId, candidate.VersionId, caller.Id, token);
            }

            tx.AfterCommit(signal.Wake);
            return operations.Answer(StatusCodes.Status202Accepted, new MigrationBegun(row.Id, cases.Count), $"/api/v1/migrations/{row.Id}");
        }, token), ct);
    }

    /// <summary>Asks for going back; cases that have moved on stay. Refuses <c>nothing-to-undo</c>.</summary>
    public async Task<Outcome<Answer>> UndoAsync(CurrentCaller caller, string migrationId, MigrationUndoRequest request, CancellationToken ct)
    {
        if (await FindAsync(caller, migrationId, onlyDesigners: true, ct) is null)
        {
            return CaseMigrationAnswers.NoSuchMigration();
        }

        var now = clock.GetUtcNow();
        return await unitOfWork.WriteAsync<Answer>((tx, token) => operations.OnceInTx(tx, caller.Id, request.OperationId, new { migrationId, kind = "undo", request }, now, async () =>
        {
            var asked = await CaseMigrationStore.AskBackInTx(tx, migrationId, request.CaseId, caller.Id, token);
            if (asked == 0)
            {
                return CaseMigrationAnswers.NothingToUndo();
            }

            tx.AfterCommit(signal.Wake);
            return operations.Answer(StatusCodes.Status202Accepted, new MigrationBegun(migrationId, asked), $"/api/v1/migrations/{migrationId}");
        }, token), ct);
    }

    /// <summary>The batch with every case. Refuses <c>no-such-migration</c>.</summary>
    public async Task<Outcome<MigrationStanding>> StandingAsync(CurrentCaller caller, string migrationId, CancellationToken ct)
    {
        if (await FindAsync(caller, migrationId, onlyDesigners: false, ct) is not { } row)
        {
            return CaseMigrationAnswers.NoSuchMigration();
        }

        await using var context = await contexts.CreateDbContextAsync(ct);
        var items = await (
            from item in context.CaseMigrationItems
            join file in context.Cases on item.CaseId equals file.Id
            where item.MigrationId == migrationId
            orderby file.OpenedAt, file.Id
            select new { item.CaseId, file.Number, item.Status, item.Code, item.FromVersionId }).ToListAsync(ct);
        var counts = items.CountBy(item => Word(item.Status), StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return new MigrationStanding(
            row.Id, row.DefinitionId, row.ToVersionId, row.Reason, row.CreatedAt, row.CreatedBy,
            items.TrueForAll(item => item.Status is not (MigrationItemStatus.Waiting or MigrationItemStatus.UndoWaiting)), counts,
            [.. items.Select(item => new MigratedCase(item.CaseId, item.Number, Word(item.Status), item.Code, item.FromVersionId))]);
    }

    /// <summary>Migrations of a procedure, newest first; of a foreign one none.</summary>
    public async Task<IReadOnlyList<CaseMigrationRow>> OfDefinitionAsync(CurrentCaller caller, string definitionId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var rows = await context.CaseMigrations.Where(row => row.DefinitionId == definitionId).OrderByDescending(row => row.CreatedAt).Take(MostListed).ToListAsync(ct);
        return rows.FindAll(row => MigrationCandidates.May(caller, row.AssociationKey, onlyDesigners: false));
    }

    private async Task<CaseMigrationRow?> FindAsync(CurrentCaller caller, string migrationId, bool onlyDesigners, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.CaseMigrations.SingleOrDefaultAsync(row => row.Id == migrationId, ct) is { } row && MigrationCandidates.May(caller, row.AssociationKey, onlyDesigners) ? row : null;
    }

    private static string Word(MigrationItemStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
}
