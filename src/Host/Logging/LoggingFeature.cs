using System.Globalization;
using CaseWorkflows.Host.Settings;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace CaseWorkflows.Host.Logging;

internal static class LoggingFeature
{
    private const string ConsoleLine = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj} {RequestId} {CaseId}{NewLine}{Exception}";
    private const int DaysKept = 31;

    /// <summary>
    /// A line on the console and a JSON object in the day's file. A <c>Serilog</c> section in the configuration is applied on top. What is
    /// logged names requests, cases and activities by id; a person's name, number or answers never appear.
    /// </summary>
    public static WebApplicationBuilder AddLogs(this WebApplicationBuilder builder)
    {
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
            // Warns at first start that its keys lie unencrypted: their folder is readable by the owner alone.
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
            .Enrich.With(new WithoutPath())
            .WriteTo.Console(outputTemplate: ConsoleLine, formatProvider: CultureInfo.InvariantCulture)
            .WriteTo.File(
                new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture),
                Path.Combine(builder.Settings().LogsFolder, "caseworkflows-.log"),
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: DaysKept);

        // Reading the section loads every Serilog assembly to look for sinks; only those who wrote one pay for it.
        if (builder.Configuration.GetSection("Serilog").Exists())
        {
            configuration.ReadFrom.Configuration(builder.Configuration);
        }

        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(configuration.CreateLogger(), dispose: true);
        return builder;
    }

    /// <summary>First in the pipeline, so that it sees what every later part answered.</summary>
    public static WebApplication UseRequestLog(this WebApplication app)
    {
        app.UseMiddleware<RequestLog>();
        return app;
    }
}
