using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Health;
using CaseWorkflows.Host.Persistence.Statements;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CaseWorkflows.Host.Persistence.Postgres;

/// <summary>
/// Each unit of work has a connection and a <c>READ COMMITTED</c> transaction of its own; PostgreSQL sees to it that many commit at once. What another host
/// or request changed meanwhile shows as a revision that no longer fits, a row that is there already, or a deadlock: the work is run again and sees it.
/// </summary>
internal sealed class PostgresUnitOfWork(PostgresDatabase database, FaultPoints faults, ILogger<UnitOfWork> logger) : UnitOfWork
{
    // Long enough for a restart of PostgreSQL that was prepared for; a longer one is told to the caller.
    private static readonly TimeSpan[] AfterTrouble = [TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(2)];

    public override async Task<Outcome<T>> WriteAsync<T>(Func<CaseTransaction, CancellationToken, Task<Outcome<T>>> work, CancellationToken cancellationToken)
    {
        var (conflicts, troubles) = (0, 0);
        while (true)
        {
            var committing = false;
            try
            {
                return await WriteOnceAsync(work, () => committing = true, cancellationToken);
            }
            catch (Exception overtaken) when (IsConflict(overtaken))
            {
                if (++conflicts == MostConflicts)
                {
                    return Overtaken<T>(overtaken);
                }

                // Apart, so that those who met do not meet again.
                await Task.Delay(Random.Shared.Next(1, 5 << conflicts), cancellationToken);
            }
            catch (Exception refused) when (StorageFault.Of(refused) is not null)
            {
                // A session keeps what it was told at its start, so one that may only read would go on saying so after the others may write again.
                database.Writers.Clear();
                throw;
            }
            catch (Exception lost) when (!committing && IsTrouble(lost) && troubles < AfterTrouble.Length)
            {
                // Once the commit was sent nobody knows how it ended. Then the caller hears of the trouble, and asks again under the same operation id.
                logger.LogWarning("PostgreSQL was out of reach ({Error}); attempt {Attempt}", lost.GetType().Name, troubles + 2);
                await Task.Delay(AfterTrouble[troubles++], cancellationToken);
            }
        }
    }

    public override ValueTask DisposeAsync() => default;

    private async Task<Outcome<T>> WriteOnceAsync<T>(
        Func<CaseTransaction, CancellationToken, Task<Outcome<T>>> work, Action committing, CancellationToken cancellationToken)
    {
        CaseTransaction tx;
        Outcome<T> outcome;
        await using (var connection = await database.Writers.OpenConnectionAsync(cancellationToken))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var statements = new PostgresStatements(transaction);
            tx = new CaseTransaction(connection, statements, token => JoinAsync(connection, transaction, token), faults);
            outcome = await work(tx, cancellationToken);
            if (outcome.Refusal is not null)
            {
                return outcome; // undone when disposed
            }

            await statements.SendAsync(cancellationToken);
            faults.Reach(FaultPoints.BeforeCommit);
            committing();
            await transaction.CommitAsync(CancellationToken.None);
        }

        faults.Reach(FaultPoints.AfterCommit);
        tx.Signal();
        return outcome;
    }

    private async Task<CaseDbContext> JoinAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var context = new CaseDbContext(database.JoiningOn(connection));
        await context.Database.UseTransactionAsync(transaction, cancellationToken);
        return context;
    }

    /// <summary>A row that stays in the way however fresh the state is no race, but a mistake of the program.</summary>
    private static Outcome<T> Overtaken<T>(Exception error)
    {
        if (Find<PostgresException>(error) is { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error);
        }

        return ChangedMeanwhile();
    }

    private static bool IsConflict(Exception error) => Find<RevisionConflictException>(error) is not null
        || Find<PostgresException>(error)?.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation;

    private static bool IsTrouble(Exception error) => Find<NpgsqlException>(error) is { IsTransient: true };

    private static T? Find<T>(Exception? error)
        where T : Exception
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is T found)
            {
                return found;
            }
        }

        return null;
    }
}
