namespace CaseWorkflows.Activities.Rehearsals;

/// <summary>What a rehearsal takes for granted: how many cases come, who works on them, how long that takes and how it turns out.</summary>
public sealed record RehearsalAssumptions
{
    /// <summary>Most cases of one rehearsal.</summary>
    public const int MostCases = 5000;

    /// <summary>What is taken for a step nobody has said anything about.</summary>
    public static readonly StepAssumption OrdinaryStep = new(TimeSpan.FromMinutes(20), TimeSpan.Zero, new Dictionary<string, double>(StringComparer.Ordinal));

    /// <summary>Cases that are played, 1 to <see cref="MostCases"/>.</summary>
    public int Cases { get; init; } = 500;

    /// <summary>Which cases: the same seed plays the same people with the same luck, on whatever procedure.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Cases that come in on a working day, evenly spread; more than zero.</summary>
    public double ArrivalsPerWorkingDay { get; init; } = 4;

    /// <summary>How many people hold a role, by the role's key; a role that is not named has two.</summary>
    public IReadOnlyDictionary<string, int> People { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>What is known of the steps, by activity type; see <see cref="Usual"/>.</summary>
    public IReadOnlyDictionary<string, StepAssumption> Steps { get; init; } = Usual;

    /// <summary>Keys of the channels and services cases come over and ask for, each as often as the others.</summary>
    public IReadOnlyList<string> Channels { get; init; } = ["interview"];

    /// <summary>See <see cref="Channels"/>.</summary>
    public IReadOnlyList<string> Services { get; init; } = ["support"];

    /// <summary>
    /// A guess to begin with, used until an association has cases enough to know better: minutes of work, days the applicant takes, and how often each way out is taken.
    /// </summary>
    public static IReadOnlyDictionary<string, StepAssumption> Usual { get; } = new Dictionary<string, StepAssumption>(StringComparer.Ordinal)
    {
        ["CaseWorkflows.ReceiveBeneficiary"] = Step(30, 0, ("Received", 96), ("Withdrawn", 4)),
        ["CaseWorkflows.VerifyInformation"] = Step(40, 0, ("Verified", 70), ("Incomplete", 20), ("Unclear", 10)),
        ["CaseWorkflows.ReferToSocialResearch"] = Step(60, 1, ("Clarified", 93), ("Withdrawn", 7)),
        ["CaseWorkflows.SignDeclaration"] = Step(15, 1, ("Signed", 97), ("Declined", 3)),
        ["CaseWorkflows.InformApplicant"] = Step(10, 0, ("Done", 1)),
        ["CaseWorkflows.CommitteeReview"] = Step(90, 0, ("Approved", 75), ("Rejected", 17), ("MoreInformation", 8)),
        ["CaseWorkflows.OfferAppeal"] = Step(10, 6, ("Appealed", 25), ("Accepted", 75)),
        ["CaseWorkflows.CompleteRegistration"] = Step(25, 0, ("Registered", 90), ("Incomplete", 10)),
        ["CaseWorkflows.DeliverService"] = Step(120, 2, ("Delivered", 96), ("NotDelivered", 4)),
        ["CaseWorkflows.MeasureSatisfaction"] = Step(10, 3, ("Answered", 70), ("NoAnswer", 30)),
    };

    private static StepAssumption Step(int minutes, int days, params (string Outcome, double Weight)[] outcomes)
        => new(TimeSpan.FromMinutes(minutes), TimeSpan.FromDays(days), outcomes.ToDictionary(outcome => outcome.Outcome, outcome => outcome.Weight, StringComparer.Ordinal));
}

/// <summary>What is known of one kind of step.</summary>
/// <param name="Work">How long it keeps a person busy, on average.</param>
/// <param name="Reply">How long others take before it can be ended, the applicant above all, on average; nobody is busy meanwhile.</param>
/// <param name="Outcomes">How often each way out is taken, as weights of any size; a way that is not named is as likely as the average of those that are.</param>
public sealed record StepAssumption(TimeSpan Work, TimeSpan Reply, IReadOnlyDictionary<string, double> Outcomes);
