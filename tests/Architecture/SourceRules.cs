using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Architecture;

/// <summary>What no compiler forbids and a reviewer would.</summary>
public sealed partial class SourceRules
{
    [Fact]
    public void No_file_is_longer_than_four_hundred_lines() =>
        Assert.Empty(Sources.All().Where(source => source.Lines.Length > 400 && !source.Path.Contains("/Migrations/", StringComparison.Ordinal)).Select(source => source.Path));

    [Fact]
    public void The_program_fits_on_a_screen() => Assert.InRange(Sources.All().Single(source => source.Path == "Host/Program.cs").Lines.Length, 1, 80);

    [Fact]
    public void Transactions_are_opened_in_one_folder() =>
        Assert.Equal([], Sources.All().Where(source => !source.Path.StartsWith("Host/Persistence/", StringComparison.Ordinal)).SelectMany(source => Hits(source, RawDatabase())));

    [Fact]
    public void Only_methods_named_for_it_write_in_a_transaction_they_were_given()
    {
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var takers = typeof(Program).Assembly.GetTypes()
            .Where(type => type.Namespace != "CaseWorkflows.Host.Persistence")
            .SelectMany(type => type.GetMethods(Declared))
            .Where(method => !method.Name.Contains('<', StringComparison.Ordinal) && method.GetParameters().Any(parameter => parameter.ParameterType.Name == "CaseTransaction"))
            .ToList();

        Assert.NotEmpty(takers);
        Assert.Empty(takers.Where(method => !method.Name.EndsWith("InTx", StringComparison.Ordinal)).Select(method => $"{method.DeclaringType}.{method.Name}"));
    }

    [Fact]
    public void Every_row_type_says_how_it_is_stored()
    {
        var host = typeof(Program).Assembly;
        var rows = host.GetTypes().Where(type => type.Name.EndsWith("Row", StringComparison.Ordinal) && type is { IsClass: true, IsNested: false }).ToList();
        var configured = host.GetTypes().SelectMany(type => type.GetInterfaces())
            .Where(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IEntityTypeConfiguration<>))
            .Select(contract => contract.GenericTypeArguments[0]).ToHashSet();

        Assert.NotEmpty(rows);
        Assert.Empty(rows.Where(row => !configured.Contains(row)).Select(row => row.FullName));
    }

    private static IEnumerable<string> Hits((string Path, string[] Lines) source, Regex pattern) =>
        source.Lines.Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && pattern.IsMatch(line)).Select(line => $"{source.Path}: {line.Trim()}");

    [GeneratedRegex(@"\b(DbTransaction|DbConnection|SqliteConnection|SqliteTransaction|BeginTransaction)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RawDatabase();
}
