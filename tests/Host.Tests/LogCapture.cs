using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CaseWorkflows.Host.Tests;

/// <summary>
/// What the host logged under its own name, one rendered line each with the scopes around it, in place of console and file; and what others logged
/// from warnings up. The path, which the real configuration drops, is dropped here too.
/// </summary>
public sealed class LogCapture : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> _lines = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public IReadOnlyCollection<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName.StartsWith("CaseWorkflows.", StringComparison.Ordinal) ? LogLevel.Trace : LogLevel.Warning);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private string Scopes()
    {
        var about = new List<string>();
        _scopes.ForEachScope(
            (scope, list) => list.AddRange(scope is IEnumerable<KeyValuePair<string, object>> named ? named.Where(pair => pair.Key != "RequestPath").Select(pair => $"{pair.Key}={pair.Value}") : [$"{scope}"]), about);
        return string.Join(' ', about);
    }

    private sealed class Logger(LogCapture capture, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                capture._lines.Enqueue($"{logLevel}: {formatter(state, exception)}{exception} {capture.Scopes()}");
            }
        }
    }
}
