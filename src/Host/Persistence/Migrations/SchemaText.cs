namespace CaseWorkflows.Host.Persistence.Migrations;

/// <summary>
/// A migration's SQL, one file per dialect beside this class. SQL rather than builder calls, because checks, partial indexes, triggers and
/// <c>WITHOUT ROWID</c> carry rules of the product and must be readable where they stand.
/// </summary>
internal static class SchemaText
{
    public static string Read(string? provider, string name)
    {
        var dialect = provider switch
        {
            "Microsoft.EntityFrameworkCore.Sqlite" => "Sqlite",
            "Npgsql.EntityFrameworkCore.PostgreSQL" => "Postgres",
            _ => throw new NotSupportedException($"There is no schema text for the database provider '{provider}'."),
        };

        var resource = $"{dialect}/{name}.sql";
        using var stream = typeof(SchemaText).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The schema text '{resource}' is not in this build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
