using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Web;

namespace CaseWorkflows.Host.Designer;

/// <summary>
/// "No", said so that the Studio can show it: status 400 with a list <c>errors</c> of texts, one message each. It shows nothing of any other status, and asks
/// again for 5xx.
/// </summary>
internal static class ElsaRefusals
{
    /// <summary>Fact of a refusal that holds the single messages.</summary>
    public const string Errors = "errors";

    /// <summary>A refusal of several messages; the first stands for all.</summary>
    public static Refusal Of(string code, params IReadOnlyList<LocalizedText> messages) => new(RefusalKind.Malformed, code, messages[0])
    {
        Facts = Facts.Of((Errors, messages)),
    };

    public static Refusal NoSuchDefinition() => new(RefusalKind.NotFound, "no-such-definition", new("لا يوجد إجراء بهذا المعرّف.", "There is no procedure of this id."));

    public static Refusal NotADesigner() => Of("not-a-designer", new LocalizedText(
        "لا يعدّل هذا الإجراء إلا مصمم إجراءات في جمعيته.", "Only a process designer of its association may change this procedure."));

    /// <summary>Always 400.</summary>
    public static IResult ToElsa(this Refusal refusal, string language)
    {
        var messages = refusal.Facts?.GetValueOrDefault(Errors) as IReadOnlyList<LocalizedText> ?? [refusal.Message];
        var facts = (refusal.Facts ?? Facts.Of()).Where(fact => fact.Key != Errors).ToDictionary(fact => fact.Key, fact => fact.Value, StringComparer.Ordinal);
        facts[Errors] = messages.Select(message => message.In(language)).ToList();
        return (Problem.From(refusal) with { Status = StatusCodes.Status400BadRequest, Facts = facts }).ToResult();
    }

    /// <summary>400, or 404 for what is not there: where the Studio can take a 404.</summary>
    public static IResult ToElsaOrNotFound(this Refusal refusal, string language)
        => refusal.Kind == RefusalKind.NotFound ? refusal.ToResult() : refusal.ToElsa(language);
}
