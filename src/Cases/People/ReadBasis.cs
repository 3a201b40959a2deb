namespace CaseWorkflows.Cases.People;

/// <summary>On what somebody's reading of personal data rests.</summary>
public enum ReadBasis
{
    /// <summary>They hold an open task of the case, or somebody whose deputy they are does.</summary>
    Task,

    /// <summary>They entered the request.</summary>
    Opened,

    /// <summary>They sit on the committee that studies it.</summary>
    Seat,

    /// <summary>Their role sees cases of the association.</summary>
    Role,
}
