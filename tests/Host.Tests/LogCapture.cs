using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CaseWorkflows.Host.Tests;

/// <summary>What the host logged under its own name, one rendered line each, in place of console and file.</summary>
public sealed class LogCapture : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Logger(_lines, categoryName.StartsWith("CaseWorkflows.", StringComparison.Ordinal));

    public void Dispose()
    {
    }

    private sealed class Logger(ConcurrentQueue<string> lines, bool ours) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => ours;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (ours)
            {
                lines.Enqueue($"{logLevel}: {formatter(state, exception)}{exception}");
            }
        }
    }
}
