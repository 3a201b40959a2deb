using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Tests.Crashes;

/// <summary>The repository's workflows in a folder of their own, with the waits cut down to what a test can sit through.</summary>
internal sealed class HurriedWorkflows : IDisposable
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    private readonly TemporaryFolder _folder = new();

    private HurriedWorkflows(Func<string, string?> wait)
    {
        var source = Path.Combine(Repository.Root, "workflows");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(_folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllText(target, Path.GetFileName(file) switch
            {
                "policy.json" => WithFloor(file, wait("minimumPeriod")!),
                "association.json" => WithoutCommittees(file),
                var name when name.EndsWith(".workflow.json", StringComparison.Ordinal) => WithWaits(file, wait),
                _ => File.ReadAllText(file),
            });
        }
    }

    public string Folder => _folder.Path;

    /// <summary>Only the committee's floor is cut; everything else takes as long as it takes.</summary>
    public static HurriedWorkflows WithFloor(TimeSpan floor) => new(input => input == "minimumPeriod" ? floor.ToString("c") : null);

    /// <summary>Every wait is a second or two, so that the clock has as much to do as the people.</summary>
    public static HurriedWorkflows InAHurry() => new(input => input switch
    {
        "minimumPeriod" or "remindBefore" => "00:00:01",
        "dueIn" or "window" or "waitFor" => "00:00:02",
        "ceiling" => "00:00:03",
        "remindEvery" => "00:00:00.7000000",
        _ => null,
    });

    /// <summary>
    /// As <see cref="InAHurry"/>, but in one association nobody is expected: its first task is reminded of and offered further at a second of its own
    /// somewhere within that time.
    /// </summary>
    public static HurriedWorkflows InAHurryWithTimersIn(string association, TimeSpan within)
    {
        var workflows = InAHurry();
        var file = Path.Combine(workflows.Folder, association, "procedure.workflow.json");
        var definition = JsonNode.Parse(File.ReadAllText(file))!;
        var receive = definition["root"]!["activities"]!.AsArray().Single(activity => (string)activity!["id"]! == "receive")!;
        var number = $"(6 + parseInt(getWorkflowInstanceId().slice(-4), 16) % {(int)within.TotalSeconds})";
        receive["dueIn"] = WorkflowsCopy.Procedure.Expression("TimeSpan", "JavaScript", $"'00:' + Math.floor({number} / 60) + ':' + ({number} % 60)");
        receive["remindBefore"] = WorkflowsCopy.Procedure.Literal("TimeSpan", "00:00:02");
        receive["escalateTo"] = WorkflowsCopy.Procedure.Literal("String", "relations-supervisor");
        File.WriteAllText(file, definition.ToJsonString(Readable));
        return workflows;
    }

    public void Dispose() => _folder.Dispose();

    private static string WithWaits(string file, Func<string, string?> wait)
    {
        var definition = JsonNode.Parse(File.ReadAllText(file))!;
        foreach (var activity in definition["root"]!["activities"]!.AsArray())
        {
            activity!.AsObject().Remove("form"); // what is typed into forms is not what these tests are about
            foreach (var (name, input) in activity.AsObject().ToList())
            {
                if (wait(name) is { } shorter && input?["expression"] is JsonObject expression)
                {
                    expression["value"] = shorter;
                }
            }
        }

        return definition.ToJsonString(Readable);
    }

    /// <summary>Whoever is there decides: what is tried here is the host, and not who votes.</summary>
    private static string WithoutCommittees(string file)
    {
        var profile = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        profile.Remove("committees");
        return profile.ToJsonString(Readable);
    }

    private static string WithFloor(string file, string floor)
    {
        var policy = JsonNode.Parse(File.ReadAllText(file))!;
        foreach (var rule in policy["rules"]!.AsArray().Where(rule => (string?)rule!["kind"] == "floor"))
        {
            rule!["atLeast"] = floor;
        }

        return policy.ToJsonString(Readable);
    }
}
