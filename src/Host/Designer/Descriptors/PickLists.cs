using System.Globalization;
using System.Text.Json.Nodes;
using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Engine.Descriptors;
using CaseWorkflows.Engine.UIHints;

namespace CaseWorkflows.Host.Designer.Descriptors;

/// <summary>What may be chosen in which input: roles, channels, tools, committees, forms, and the values of enumerations, in the reader's words.</summary>
/// <param name="Associations">Those a designer works in; what any of them has may be chosen.</param>
/// <param name="Language"><c>ar</c> or <c>en</c>.</param>
/// <param name="Forms">Those any of these associations has.</param>
internal sealed record PickLists(IReadOnlyList<AssociationProfile> Associations, string Language, IReadOnlyList<Form> Forms)
{
    /// <summary>Null when the input is no pick-list.</summary>
    public IReadOnlyList<Choice>? For(ActivityDescriptor activity, InputDescriptor input)
    {
        var plain = Nullable.GetUnderlyingType(input.Type) ?? input.Type;
        return (activity.Name, input.Name) switch
        {
            (_, "CandidateGroups") => Roles(),
            (_, "Form") when Forms.Count > 0 => [None(), .. Forms.DistinctBy(form => form.Key).OrderBy(form => form.Key, StringComparer.Ordinal).Select(form => new Choice(Named(form.Title), form.Key))],
            (_, "EscalateTo") => [None(), .. Roles()],
            ("OpenCase", "Channels") => [.. Associations.SelectMany(one => one.Channels).DistinctBy(channel => channel.Key).Select(channel => new Choice(channel.Name.In(Language), channel.Key))],
            ("VerifyInformation", "Tools") => [.. Associations.SelectMany(one => one.Tools).DistinctBy(tool => tool.Key).Select(tool => new Choice(tool.Name.In(Language), tool.Key))],
            ("CommitteeReview", "Committee") => Committees(),
            ("WriteHttpResponse", "ContentType") => [None(), .. new[] { "application/json", "text/plain", "text/html", "application/xml" }.Select(type => new Choice(type, type))],
            _ when plain == typeof(System.Net.HttpStatusCode) => [.. Enum.GetValues<System.Net.HttpStatusCode>().Distinct()
                .Select(status => new Choice(string.Create(CultureInfo.InvariantCulture, $"{(int)status} {status}"), status.ToString()))],
            _ when plain.IsEnum => [.. Enum.GetNames(plain).Select(name => new Choice(DesignerTexts.Find(Language, $"choice:{plain.Name}.{name}") ?? name, name))],
            _ => input.Options is IEnumerable<string> options ? [.. options.Select(option => new Choice(option, option))] : null,
        };
    }

    /// <summary>As the Studio's editor of that hint takes it.</summary>
    public static JsonObject Specifications(string hint, IReadOnlyList<Choice>? choices) => (hint, choices) switch
    {
        (InputUIHints.DropDown, { }) => new() { ["dropdown"] = new JsonObject { ["selectList"] = Items(choices, isChecked: null) } },
        (InputUIHints.RadioList, { }) => new() { ["radiolist"] = new JsonObject { ["radioList"] = Items(choices, isChecked: null) } },
        (InputUIHints.CheckList, { }) => new() { ["checklist"] = new JsonObject { ["checkList"] = Items(choices, isChecked: false) } },
        (InputUIHints.DynamicOutcomes, _) => new() { ["DynamicOutcomesOptions"] = new JsonObject { ["fixedOutcomes"] = new JsonArray() } },
        _ => [],
    };

    /// <summary>The roles a step is offered to when none is chosen, by name.</summary>
    public string RolesOf(ProcedureStep step)
        => string.Join(Language == "ar" ? "، " : ", ", step.About.Roles.Select(key => Role.Find(key)?.Name.In(Language) ?? key)) is { Length: > 0 } names ? names : "—";

    private List<Choice> Roles() => [.. Role.All.Select(role => new Choice(role.Name.In(Language), role.Key))];

    /// <summary>Those that vote; where none does, the one every procedure has, of whose people whoever takes the task decides.</summary>
    private List<Choice> Committees()
        => Associations.SelectMany(one => one.Committees).DistinctBy(committee => committee.Key).Select(committee => new Choice(committee.Name.In(Language), committee.Key)).ToList() is { Count: > 0 } voting
            ? voting
            : [new Choice(DesignerTexts.Of(Language, "choice:Committee.research-committee"), "research-committee")];

    /// <summary>Each association has its own word for whom it serves.</summary>
    public string Named(LocalizedText text) => (Associations is [var first, ..] ? first.Words.Fill(text) : text).In(Language);

    private Choice None() => new(DesignerTexts.Of(Language, "choice:None"), "");

    private static JsonObject Items(IReadOnlyList<Choice> choices, bool? isChecked) => new()
    {
        ["items"] = new JsonArray([.. choices.Select(choice =>
        {
            var item = new JsonObject { ["text"] = choice.Text, ["value"] = choice.Value };
            if (isChecked is { } check)
            {
                item["isChecked"] = check;
            }

            return item;
        })]),
        ["isFlagsEnum"] = false,
    };
}
