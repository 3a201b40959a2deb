using System.Text.Json.Nodes;
using CaseWorkflows.Cases.People;

namespace CaseWorkflows.Bench;

/// <summary>A procedure of four human steps, each offered to another role, for benchmarks about what waits in inboxes.</summary>
internal static class OfficeProcedure
{
    /// <summary>Who is offered which step, in their order.</summary>
    public static readonly IReadOnlyList<(string Step, Role Role)> Steps =
        [("receive", Role.RelationsOfficer), ("research", Role.SocialResearchOfficer), ("register", Role.RegistrationClerk), ("deliver", Role.ServiceProvider)];

    public static JsonObject Definition()
    {
        string[] path = ["open", .. Steps.Select(step => step.Step), "close", "end"];
        var definition = SevenTasks.Definition();
        definition["name"] = "Four tasks of four roles";
        var root = (JsonObject)definition["root"]!;
        root["activities"] = new JsonArray([
            SevenTasks.Activity("open", "CaseWorkflows.OpenCase"), .. Steps.Select(Task), SevenTasks.Activity("close", "CaseWorkflows.CloseCase"), SevenTasks.Activity("end", "Elsa.End")]);
        root["connections"] = new JsonArray([
            .. path.Zip(path.Skip(1)).Select(pair => SevenTasks.Line(pair.First, Steps.Any(step => step.Step == pair.First) ? "Received" : "Done", pair.Second))]);
        return definition;
    }

    private static JsonObject Task((string Step, Role Role) step, int place)
    {
        var task = SevenTasks.Activity(step.Step, "CaseWorkflows.ReceiveBeneficiary");
        task["candidateGroups"] = SevenTasks.Input("List<String>", "Object", new JsonArray(step.Role.Key).ToJsonString());
        if (place % 2 == 0)
        {
            task["dueIn"] = SevenTasks.Input("TimeSpan", "Literal", "30.00:00:00");
        }

        return task;
    }
}
