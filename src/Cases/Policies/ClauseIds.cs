namespace CaseWorkflows.Cases.Policies;

/// <summary>
/// The clauses every association's policy has, by the ids under which activities and the history cite them. The wording and the number on
/// paper differ from one association to the next and stand in its <c>policy.json</c>.
/// </summary>
public static class ClauseIds
{
    /// <summary>The person is received well, gets answers and has the time that takes.</summary>
    public const string Receive = "procedure.receive";

    /// <summary>The officer checks that the data is complete and holds on the day of application.</summary>
    public const string Verify = "procedure.verify";

    /// <summary>Whoever does not understand the procedure is sent to the social-research officer.</summary>
    public const string Refer = "procedure.refer";

    /// <summary>The applicant signs for the truth of the data.</summary>
    public const string Declare = "procedure.declare";

    /// <summary>The applicant is told of the study; the committee answers after two weeks at the earliest.</summary>
    public const string InformAndStudy = "procedure.inform-and-study";

    /// <summary>Registration is completed once the requirements are.</summary>
    public const string Register = "procedure.register";

    /// <summary>The service is handed over.</summary>
    public const string Deliver = "procedure.deliver";

    /// <summary>Satisfaction is measured and acted on.</summary>
    public const string Satisfaction = "quality.satisfaction";

    /// <summary>Rating is the person's right and serves improvement, never punishment.</summary>
    public const string RatingIsARight = "quality.rating-is-a-right";

    /// <summary>People are reached without having to ask.</summary>
    public const string Proactive = "outreach.proactive";

    /// <summary>Service comes to the person's own place.</summary>
    public const string OnSite = "outreach.on-site";

    /// <summary>The channels people are received through.</summary>
    public const string Channels = "outreach.channels";

    /// <summary>Rights, duties and the consequences of falling short.</summary>
    public const string Duties = "rights.duties";

    /// <summary>How a disagreement is settled.</summary>
    public const string Disputes = "rights.disputes";

    /// <summary>The policy is reviewed, amended and circulated.</summary>
    public const string Review = "policy.review";

    /// <summary>What the ids of the procedure's own steps start with.</summary>
    internal const string ProcedurePrefix = "procedure.";

    /// <summary>All of them, in the order of the procedure and then of what stands around it.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        Receive, Verify, Refer, Declare, InformAndStudy, Register, Deliver, Satisfaction, RatingIsARight,
        Proactive, OnSite, Channels, Duties, Disputes, Review,
    ];
}
