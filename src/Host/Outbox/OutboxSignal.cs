using CaseWorkflows.Host.Clock;

namespace CaseWorkflows.Host.Outbox;

/// <summary>Wakes whoever delivers.</summary>
internal sealed class OutboxSignal : WakeSignal;
