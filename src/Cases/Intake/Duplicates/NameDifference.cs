namespace CaseWorkflows.Cases.Intake.Duplicates;

/// <summary>One way in which two spellings of a name differ that may still be one person's.</summary>
public enum NameDifference
{
    /// <summary>Short vowels, tatweel or capitals.</summary>
    Marks,

    /// <summary>أ, إ, آ, ؤ, ئ or ء written or left out.</summary>
    Hamza,

    /// <summary>ة written ه.</summary>
    TaMarbuta,

    /// <summary>ى written ي.</summary>
    AlefMaqsura,

    /// <summary>The article ال, as in العتيبي and عتيبي.</summary>
    Article,

    /// <summary>A compound in one word or two, as in عبدالله and عبد الله.</summary>
    Joined,

    /// <summary>بن, بنت or آل between the names.</summary>
    Connective,

    /// <summary>The family's name first instead of last.</summary>
    FamilyFirst,

    /// <summary>The father's name, or another in the middle, is missing in one of them.</summary>
    MissingMiddle,

    /// <summary>The end of the name, usually the family's, is missing in one of them.</summary>
    MissingEnd,

    /// <summary>One letter of one word is another, missing, too many or in its neighbour's place.</summary>
    OneLetter,
}
