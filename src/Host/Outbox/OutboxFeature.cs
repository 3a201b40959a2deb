using CaseWorkflows.Host.Clock;

namespace CaseWorkflows.Host.Outbox;

internal static class OutboxFeature
{
    public static WebApplicationBuilder AddOutbox(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddSingleton<OutboxDispatcher>();
        builder.Services.AddSingleton<DeadLetters>();
        builder.Services.AddHostedService<OutboxLoop>();
        return builder;
    }
}

/// <summary>Delivers when woken, and on a short sweep for what was left by a crash or put off.</summary>
internal sealed class OutboxLoop(OutboxDispatcher dispatcher, OutboxSignal signal, ILogger<OutboxLoop> logger) : BackgroundLoop(signal, TimeSpan.FromSeconds(5), logger)
{
    protected override Task WorkAsync(CancellationToken ct) => dispatcher.DrainAsync(ct);
}
