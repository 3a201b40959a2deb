using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Tests;

/// <summary>
/// The repository's workflows in a folder of a test's own, to be changed the way a designer or an editor changes them. The policies are without their rules, so
/// that a test may draw what it needs, unless the rules are what it is about; the committees are without theirs, so that one person may decide, unless the vote is;
/// and the steps without their forms, so that completing one takes nothing but its action.
/// </summary>
internal sealed partial class WorkflowsCopy : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private readonly string[] _associations;

    public WorkflowsCopy(params string[] associations)
    {
        _associations = associations;
        foreach (var association in associations)
        {
            var target = Directory.CreateDirectory(Path.Combine(_folder, association));
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "workflows", association)))
            {
                File.Copy(file, Path.Combine(target.FullName, Path.GetFileName(file)));
            }

            File.WriteAllText(FileOf(association), FormInput().Replace(File.ReadAllText(FileOf(association)), ""));
        }

        KeepsRules = false;
        KeepsCommittees = false;
    }

    /// <summary>True puts the rules back as they are.</summary>
    public bool KeepsRules
    {
        init
        {
            foreach (var association in _associations)
            {
                var policy = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "workflows", association, "policy.json")))!;
                policy["rules"] = value ? policy["rules"]!.DeepClone() : new JsonArray();
                File.WriteAllText(FileOf(association, "policy.json"), policy.ToJsonString());
            }
        }
    }

    /// <summary>True leaves the steps their forms, and copies these.</summary>
    public bool KeepsForms
    {
        init
        {
            foreach (var association in _associations.Where(_ => value))
            {
                File.Copy(Path.Combine(Repository.Root, "workflows", association, "procedure.workflow.json"), FileOf(association), overwrite: true);
                CopyForms(association);
            }

            CopyForms(".");
        }
    }

    /// <summary>True puts the committees' rules back as they are.</summary>
    public bool KeepsCommittees
    {
        init
        {
            foreach (var association in _associations)
            {
                var shipped = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "workflows", association, "association.json")))!["committees"]!;
                EditProfile(association, profile => profile["committees"] = value ? shipped.DeepClone() : new JsonArray());
            }
        }
    }

    /// <summary>Changes an association's description of itself and saves the file.</summary>
    public void EditProfile(string association, Action<JsonObject> change)
    {
        var profile = JsonNode.Parse(File.ReadAllText(FileOf(association, "association.json")))!.AsObject();
        change(profile);
        File.WriteAllText(FileOf(association, "association.json"), profile.ToJsonString());
    }

    public static implicit operator string(WorkflowsCopy copy) => copy._folder;

    public string FileOf(string association, string name = "procedure.workflow.json") => Path.Combine(_folder, association, name);

    public void Write(string association, string name, string text)
    {
        Directory.CreateDirectory(Path.Combine(_folder, association));
        File.WriteAllText(FileOf(association, name), text);
    }

    /// <summary>Changes an association's procedure and saves the file.</summary>
    public void Edit(string association, Action<Procedure> change)
    {
        var json = JsonNode.Parse(File.ReadAllText(FileOf(association)))!.AsObject();
        change(new Procedure(json));
        File.WriteAllText(FileOf(association), json.ToJsonString());
    }

    public void Dispose() => _folder.Dispose();

    private void CopyForms(string folder)
    {
        var source = Path.Combine(Repository.Root, "workflows", folder, "forms");
        foreach (var file in Directory.Exists(source) ? Directory.EnumerateFiles(source) : [])
        {
            Directory.CreateDirectory(Path.Combine(_folder, folder, "forms"));
            File.Copy(file, Path.Combine(_folder, folder, "forms", Path.GetFileName(file)));
        }
    }

    [GeneratedRegex("""
         {8}"form": \{[^}]+\}\n {8}\},\n
        """, RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex FormInput();

    /// <summary>A definition's flowchart as a designer handles it.</summary>
    internal sealed class Procedure(JsonObject json)
    {
        public JsonObject Json => json;

        public JsonArray Connections => json["root"]!["connections"]!.AsArray();

        public JsonObject Activity(string id) => json["root"]!["activities"]!.AsArray().Single(activity => (string)activity!["id"]! == id)!.AsObject();

        /// <summary>Sets an input to a literal.</summary>
        public void Set(string activityId, string input, string type, JsonNode value) => Activity(activityId)[input] = Literal(type, value);

        /// <summary>Draws the line from a step's outcome to another target.</summary>
        public void Redirect(string source, string outcome, string target) =>
            Connections.Single(line => (string)line!["source"]!["activity"]! == source && (string?)line["source"]!["port"] == outcome)!["target"]!["activity"] = target;

        public void Connect(string source, string outcome, string target) => Connections.Add(new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = source, ["port"] = outcome }, ["target"] = new JsonObject { ["activity"] = target, ["port"] = "In" },
        });

        public void Add(string id, string type, params (string Name, JsonNode Value)[] members)
        {
            var activity = new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1, ["name"] = id, ["customProperties"] = new JsonObject(), ["metadata"] = new JsonObject() };
            foreach (var (name, value) in members)
            {
                activity[name] = value;
            }

            json["root"]!["activities"]!.AsArray().Add(activity);
        }

        public static JsonObject Literal(string type, JsonNode value) => Expression(type, "Literal", value);

        public static JsonObject Expression(string type, string syntax, JsonNode value) => new()
        {
            ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = syntax, ["value"] = value },
        };
    }
}
