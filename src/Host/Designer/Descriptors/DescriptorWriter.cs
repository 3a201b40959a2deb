using System.Collections;
using System.Globalization;
using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Engine.Definitions.Canonical;
using CaseWorkflows.Engine.Descriptors;
using CaseWorkflows.Engine.UIHints;

namespace CaseWorkflows.Host.Designer.Descriptors;

/// <summary>Says what an activity type is, in the reader's language and in the Studio's terms.</summary>
internal sealed class DescriptorWriter(PickLists lists)
{
    private string Language => lists.Language;

    public ActivityView Of(ActivityDescriptor activity)
    {
        var step = ProcedureSteps.Find(activity.TypeName);
        return new(
            activity.TypeName, activity.Namespace, activity.Name, activity.Version,
            DesignerTexts.Find(Language, $"category:{activity.Category}") ?? activity.Category,
            step is null ? DesignerTexts.Find(Language, $"activity:{activity.TypeName}") ?? activity.DisplayName : lists.Named(step.About.Name),
            DesignerTexts.Find(Language, $"activity:{activity.TypeName}:help") ?? activity.Description ?? "",
            activity.Kind.ToString(), activity.IsBrowsable, activity.IsStart, activity.IsTerminal, activity.IsContainer,
            [.. activity.Inputs.Select((input, index) => Input(activity, input, step, index))],
            [.. activity.Outputs.Select(output => new OutputView(
                output.Name, CanonicalForm.TypeNameOf(output.Type), DesignerTexts.Find(Language, $"output:{activity.Name}.{output.Name}", $"output:{output.Name}") ?? output.DisplayName, output.Description ?? "",
                output.IsBrowsable))],
            [.. activity.Ports.Select(port => new PortView(port.Name, Port(activity, step, port), port.Kind.ToString(), port.IsBrowsable))],
            new Dictionary<string, object>(StringComparer.Ordinal), new Dictionary<string, object>(StringComparer.Ordinal));
    }

    /// <summary>A workflow that is used as an activity: dropping one in writes down which version it is.</summary>
    public ActivityView OfWorkflow(string versionId, string definitionId, ActivityDescriptor workflow)
    {
        var ids = new Dictionary<string, object>(StringComparer.Ordinal) { ["WorkflowDefinitionId"] = definitionId, ["WorkflowDefinitionVersionId"] = versionId };
        return Of(workflow) with
        {
            Ports = [.. workflow.Ports.Where(port => port.Kind == PortKind.Flow).Select(port => new PortView(port.Name, port.DisplayName, nameof(PortKind.Flow), IsBrowsable: true))],
            ConstructionProperties = ids,
            CustomProperties = new Dictionary<string, object>(ids, StringComparer.Ordinal) { ["RootType"] = "WorkflowDefinitionActivity" },
        };
    }

    /// <summary>The stand-in of <see cref="Placeholders"/>: it draws the outcomes the unknown activity was seen with.</summary>
    public ActivityView Placeholder(ActivityDescriptor notFound) => Of(notFound) with
    {
        IsBrowsable = false,
        Inputs =
        [
            Shown("MissingTypeName", "String", InputUIHints.SingleLine, isWrapped: false, order: 0),
            Shown("MissingTypeVersion", "Int32", InputUIHints.SingleLine, isWrapped: false, order: 1),
            Shown("Outcomes", "List<String>", InputUIHints.DynamicOutcomes, isWrapped: true, order: 2),
        ],
    };

    private InputView Shown(string name, string type, string hint, bool isWrapped, float order) => new(
        name, type, DesignerTexts.Of(Language, $"input:NotFoundActivity.{name}"), DesignerTexts.Of(Language, $"input:NotFoundActivity.{name}:help"), order, IsBrowsable: true, isWrapped, IsReadOnly: true, hint,
        null, isWrapped ? "Object" : "Literal", PickLists.Specifications(hint, null));

    private InputView Input(ActivityDescriptor activity, InputDescriptor input, ProcedureStep? step, int index)
    {
        var choices = lists.For(activity, input);
        var hint = choices is not null && input.UIHint == InputUIHints.SingleLine ? InputUIHints.DropDown : input.UIHint;
        return new(
            input.Name, CanonicalForm.TypeNameOf(input.Type),
            Text(activity, input, "") ?? input.DisplayName,
            (Text(activity, input, ":help") ?? input.Description ?? "").Replace("{roles}", step is null ? "" : lists.RolesOf(step), StringComparison.Ordinal),
            input.Order == 0 ? index : input.Order, input.IsBrowsable, input.IsWrapped, input.IsReadOnly, hint, Default(input.DefaultValue),
            hint is InputUIHints.CheckList or InputUIHints.MultiText or InputUIHints.DynamicOutcomes ? "Object" : input.DefaultSyntax ?? "Literal",
            PickLists.Specifications(hint, choices));
    }

    private string? Text(ActivityDescriptor activity, InputDescriptor input, string suffix)
        => DesignerTexts.Find(Language, $"input:{activity.Name}.{input.Name}{suffix}", $"input:{input.Name}{suffix}");

    private string Port(ActivityDescriptor activity, ProcedureStep? step, PortDescriptor port)
        => step?.Outcomes.FirstOrDefault(outcome => outcome.Name == port.Name)?.DisplayName.In(Language) ?? DesignerTexts.Find(Language, $"port:{activity.Name}.{port.Name}", $"port:{port.Name}") ?? port.DisplayName;

    /// <summary>As an editor shows it; an empty list shows nothing.</summary>
    private static object? Default(object? value) => value switch
    {
        null or "" or DateTimeOffset => null,
        Enum choice => choice.ToString(),
        TimeSpan time => time == TimeSpan.Zero ? null : time.ToString("c", CultureInfo.InvariantCulture),
        bool or int or long or double or string => value,
        IEnumerable<string> texts => texts.Any() ? System.Text.Json.JsonSerializer.Serialize(texts) : null,
        IEnumerable => null,
        _ => null,
    };
}
