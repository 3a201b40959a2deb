using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.Figures;

namespace CaseWorkflows.Activities.Rehearsals;

/// <summary>The people of a rehearsal and when each is free. Whoever comes first is served first.</summary>
internal sealed class Desks(OfficeHours hours, IReadOnlyDictionary<string, int> people)
{
    private const int UsualPeople = 2;
    private readonly Dictionary<string, DateTimeOffset[]> _freeAt = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<TimeSpan>> _waits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimeSpan> _busy = new(StringComparer.Ordinal);

    /// <summary>
    /// Gives work to whoever of the roles can begin first and is not excluded, and says who and when it is done. Null when nobody may: the task waits for ever.
    /// </summary>
    public (string Person, DateTimeOffset DoneAt)? Take(IReadOnlyList<string> roles, IReadOnlyList<string> excluded, DateTimeOffset opened, TimeSpan work)
    {
        (string Role, int Desk, DateTimeOffset From)? best = null;
        foreach (var role in roles)
        {
            var free = DesksOf(role);
            for (var desk = 0; desk < free.Length; desk++)
            {
                var from = free[desk] > opened ? free[desk] : opened;
                if (!excluded.Contains(Name(role, desk)) && (best is null || from < best.Value.From))
                {
                    best = (role, desk, from);
                }
            }
        }

        if (best is not { } taken)
        {
            return null;
        }

        var begins = hours.NextOpen(taken.From);
        var done = hours.Add(begins, work);
        _freeAt[taken.Role][taken.Desk] = done;
        _waits.TryAdd(taken.Role, []);
        _waits[taken.Role].Add(begins - opened);
        _busy[taken.Role] = _busy.GetValueOrDefault(taken.Role) + work;
        return (Name(taken.Role, taken.Desk), done);
    }

    /// <summary>How busy everybody was between the two instants.</summary>
    public IReadOnlyList<RoleLoad> Loads(DateTimeOffset from, DateTimeOffset to)
    {
        var offered = hours.Between(from, to);
        return [.. _waits.Select(role => new RoleLoad(
            role.Key, DesksOf(role.Key).Length, role.Value.Count, Statistics.Mean(role.Value), Spread.Share(role.Value, 0.9),
            offered > TimeSpan.Zero ? Math.Min(1, _busy[role.Key] / (offered * DesksOf(role.Key).Length)) : 0)).OrderByDescending(load => load.MeanWait)];
    }

    private DateTimeOffset[] DesksOf(string role) => _freeAt.TryGetValue(role, out var free) ? free : _freeAt[role] = new DateTimeOffset[Math.Max(0, people.GetValueOrDefault(role, UsualPeople))];

    private static string Name(string role, int desk) => $"{role}-{desk + 1}";
}
