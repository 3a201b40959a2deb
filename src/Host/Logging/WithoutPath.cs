using Serilog.Core;
using Serilog.Events;

namespace CaseWorkflows.Host.Logging;

/// <summary>
/// Takes away what the framework's own scopes add to every line of a request: the path as the caller typed it, which may be somebody's national id.
/// The request's own line names the route instead.
/// </summary>
internal sealed class WithoutPath : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) => logEvent.RemovePropertyIfPresent("RequestPath");
}
