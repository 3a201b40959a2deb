using CaseWorkflows.Host.Persistence.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Persistence;

internal static class PersistenceFeature
{
    public static WebApplicationBuilder AddPersistence(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SqliteDatabase>();
        builder.Services.AddSingleton<DatabaseSchema>();
        builder.Services.AddSingleton<FaultPoints>();
        builder.Services.AddSingleton<UnitOfWork, SqliteUnitOfWork>();
        builder.Services.AddPooledDbContextFactory<CaseDbContext>((services, options) => options
            .UseSqlite(services.GetRequiredService<SqliteDatabase>().ReaderConnectionString)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking));
        return builder;
    }
}
