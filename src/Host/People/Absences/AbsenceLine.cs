using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Host.People.Absences;

/// <summary>An absence as it is listed.</summary>
public sealed record AbsenceLine(string Id, LocalizedText? Person, LocalizedText? Deputy, DateOnly From, DateOnly To)
{
    internal static async Task<IReadOnlyList<AbsenceLine>> OfAsync(IReadOnlyList<AbsenceRow> rows, StaffNames names, CancellationToken ct)
    {
        var people = await names.OfAsync(rows.SelectMany(row => new[] { row.PersonId, row.DeputyId }), ct);
        return [.. rows.Select(row => new AbsenceLine(
            row.Id, people.GetValueOrDefault(row.PersonId), row.DeputyId is null ? null : people.GetValueOrDefault(row.DeputyId), row.FromDay, row.ToDay))];
    }
}
