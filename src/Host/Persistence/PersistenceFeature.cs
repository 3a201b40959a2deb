using CaseWorkflows.Host.Persistence.Postgres;
using CaseWorkflows.Host.Persistence.Sqlite;
using CaseWorkflows.Host.Settings;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Persistence;

internal static class PersistenceFeature
{
    public static WebApplicationBuilder AddPersistence(this WebApplicationBuilder builder)
    {
        if (builder.Settings().Postgres is { } postgres)
        {
            builder.Services.AddSingleton(_ => new PostgresDatabase(postgres));
            builder.Services.AddSingleton<Database>(services => services.GetRequiredService<PostgresDatabase>());
            builder.Services.AddSingleton<UnitOfWork, PostgresUnitOfWork>();
        }
        else
        {
            builder.Services.AddSingleton<SqliteDatabase>();
            builder.Services.AddSingleton<Database>(services => services.GetRequiredService<SqliteDatabase>());
            builder.Services.AddSingleton<UnitOfWork, SqliteUnitOfWork>();
        }

        builder.Services.AddSingleton<DatabaseSchema>();
        builder.Services.AddSingleton<FaultPoints>();
        builder.Services.AddPooledDbContextFactory<CaseDbContext>((services, options) =>
        {
            services.GetRequiredService<Database>().UseForReading(options);
            options.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
        });
        return builder;
    }
}
