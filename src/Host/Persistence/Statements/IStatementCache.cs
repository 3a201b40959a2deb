namespace CaseWorkflows.Host.Persistence.Statements;

/// <summary>A connection's statements by their text, so that each is parsed and planned once. Owned by one connection and disposed with it.</summary>
internal interface IStatementCache : IAsyncDisposable
{
    /// <summary>The statement of that text, without values. The same text gives the same statement.</summary>
    Statement Get(string sql);

    /// <summary>Sends what was written and has not gone yet; from now on everything goes at once. Called before somebody else uses the connection.</summary>
    ValueTask FlushAsync(CancellationToken cancellationToken);
}
