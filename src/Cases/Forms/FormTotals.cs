using System.Text.Json.Nodes;

namespace CaseWorkflows.Cases.Forms;

/// <summary>The sums under a table.</summary>
public static class FormTotals
{
    /// <summary>The sum of each column the table adds up, in the order of the form; 0 for a column nobody filled in.</summary>
    /// <param name="table">The table.</param>
    /// <param name="rows">Its rows as answered; null is none.</param>
    public static IReadOnlyList<(FormField Column, decimal Sum)> Of(FormField table, JsonArray? rows) =>
        [.. table.Columns.Where(column => table.Totals.Contains(column.Key, StringComparer.Ordinal)).Select(column => (column, Sum(rows, column.Key)))];

    private static decimal Sum(JsonArray? rows, string column) =>
        rows?.OfType<JsonObject>().Sum(row => row[column] is JsonValue cell && NumberReader.TryParse(cell.ToString(), out var number) ? number : 0) ?? 0;
}
