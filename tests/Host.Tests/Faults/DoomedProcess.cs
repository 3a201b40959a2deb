using System.Diagnostics;
using System.Text.Json;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tests.Databases;

namespace CaseWorkflows.Host.Tests.Faults;

/// <summary>What a doomed process is told, and where it leaves word for the next.</summary>
/// <param name="Folder">The data folder.</param>
/// <param name="Postgres">The connection string, null on SQLite.</param>
/// <param name="Notes">The folder for what is left for the next: which act, what was sent, and where those before died.</param>
/// <param name="Kills">Where it dies: <c>all</c> for every point of every act, <c>names</c> for once at every name, else once at every second name, the others being the other database's.</param>
internal sealed record Doom(string Folder, string? Postgres, string Notes, string? Kills)
{
    public bool Everywhere => Kills == "all";

    /// <summary>True for a point at which some process is to die.</summary>
    public bool Strikes(string point) =>
        Kills is "all" or "names" || point is FaultPoints.BeforeCommit or FaultPoints.AfterCommit || point.Sum(letter => letter) % 2 == (Postgres is null ? 0 : 1);

    public string Act => Path.Combine(Notes, "act.json");

    public string Deaths => Path.Combine(Notes, "deaths.txt");
}

/// <summary>
/// The test assembly as a program: a host in a process of its own that goes on with the whole life where the one before died, sends again what that one had sent,
/// and kills itself (SIGKILL) at the next fault point where none has died yet. So the program under test has nothing in it that kills.
/// </summary>
internal static class DoomedProcess
{
    /// <summary>0 when the whole life is over.</summary>
    public static async Task<int> Main(string[] arguments)
    {
        var doom = JsonSerializer.Deserialize<Doom>(arguments[0])!;
        using var life = new WholeLife();
        var mortal = arguments[1] == "doomed";
        var deaths = File.Exists(doom.Deaths) ? File.ReadAllLines(doom.Deaths).ToHashSet(StringComparer.Ordinal) : [];
        var (number, ordinal, points) = (-1, 0, new FaultPoints());
        points.Reached = point =>
        {
            var here = doom.Everywhere ? $"{number}:{ordinal++}:{point}" : point;
            if (mortal && doom.Strikes(point) && deaths.Add(here))
            {
                File.AppendAllText(doom.Deaths, here + "\n");
                Process.GetCurrentProcess().Kill();
            }
        };
        using var store = TestStore.OfAnother(doom.Folder, doom.Postgres);
        await using var scene = new Scene(store, life.Folder, points);
        scene.Start();
        var begun = File.Exists(doom.Act) ? JsonSerializer.Deserialize<Begun>(await File.ReadAllTextAsync(doom.Act)) : null;
        for (number = begun?.Number ?? 0; number < life.Acts.Count; number++, begun = null)
        {
            var (act, reached) = (life.Acts[number], points.Reached);
            points.Reached = null;
            var sent = begun?.Sent ?? await act.Prepare(scene);
            await scene.BeReadyAsync(act, sent);
            if (begun is null)
            {
                // In one step, so that whoever reads it finds the one or the other.
                await File.WriteAllTextAsync(doom.Act + ".new", JsonSerializer.Serialize(new Begun(number, sent)));
                File.Move(doom.Act + ".new", doom.Act, overwrite: true);
            }

            (points.Reached, ordinal) = (reached, 0);
            var reply = await scene.DoAsync(sent);
            if (!reply.Succeeded)
            {
                await Console.Error.WriteLineAsync($"{act.Name}{(begun is null ? "" : ", sent again")}: {reply.Status} {reply.Text}");
                return 1;
            }
        }

        points.Reached = null;
        return 0;
    }

    private sealed record Begun(int Number, Sent Sent);
}
