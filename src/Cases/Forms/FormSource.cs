namespace CaseWorkflows.Cases.Forms;

/// <summary>
/// Something a case knows, by its name in form files: <c>applicant.fullName</c>, <c>case.number</c> and the like, or <c>answers.verify.household</c> for
/// what was answered at an earlier step, by the step's id in the definition and the field's key.
/// </summary>
/// <param name="Name">The name as written.</param>
public sealed record FormSource(string Name)
{
    private const string Answers = "answers.";

    /// <summary>The names every case has something for, though it may be nothing.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        "applicant.fullName", "applicant.nationalId", "applicant.mobile", "applicant.dateOfBirth",
        "case.number", "case.service", "case.channel", "case.needs", "case.openedAt", "case.registrationNumber",
    ];

    /// <summary>The step and field it points to; null when it is one of <see cref="Known"/>.</summary>
    public (string ActivityId, string Field)? Answer =>
        Name.StartsWith(Answers, StringComparison.Ordinal) && Name.LastIndexOf('.') is var dot && dot > Answers.Length ? (Name[Answers.Length..dot], Name[(dot + 1)..]) : null;

    /// <summary>True for a name that means something.</summary>
    public bool IsSound => Known.Contains(Name, StringComparer.Ordinal) || Answer is { ActivityId.Length: > 0, Field.Length: > 0 };
}
