using CaseWorkflows.Cases.Refusals;

namespace CaseWorkflows.Host.Stimuli;

/// <summary>Why an answer from outside is not taken.</summary>
internal static class StimulusAnswers
{
    public static Refusal MayNotAnswer() => new(RefusalKind.Forbidden, "may-not-answer", new(
        "لا يجيب سير العمل من الخارج إلا برنامج له مفتاح كتابة، أو مدير النظام.", "Only a program with a key that may write, or an administrator, answers workflows from outside."));

    public static Refusal EventNameInvalid(int longest) => new(RefusalKind.Malformed, "event-name-invalid", new(
        $"اسم الحدث نص من 1 إلى {longest} خانة.", $"An event's name is a text of 1 to {longest} characters."))
    {
        Field = "name",
    };
}
