using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.History;

/// <summary>In which way a chain of events is broken.</summary>
public enum ChainFault
{
    /// <summary>The event with this number is missing, or stands in the wrong place.</summary>
    Gap,

    /// <summary>It does not name the hash of the event before: either one was put in another's place together with its hash.</summary>
    WrongPrevious,

    /// <summary>Its content is not what was hashed.</summary>
    Altered,

    /// <summary>It and whatever came after it are gone from the end: the case remembers a later event.</summary>
    EndMissing,

    /// <summary>It is the newest, but not the one the case remembers as its newest.</summary>
    EndDiffers,

    /// <summary>The case itself is gone, so nobody remembers where the events end.</summary>
    CaseMissing,
}

/// <summary>The first place where a case's history does not hold.</summary>
/// <param name="Seq">The number the event there should have.</param>
/// <param name="Fault">What is wrong with it.</param>
public sealed record ChainBreak(long Seq, ChainFault Fault)
{
    /// <summary>The finding in words, for an auditor.</summary>
    public LocalizedText Message => Fault switch
    {
        ChainFault.Gap => new($"الحدث رقم {Number} مفقود أو في غير موضعه.", $"Event {Number} is missing or out of place."),
        ChainFault.WrongPrevious => new(
            $"الحدث رقم {Number} لا يتصل بالحدث الذي قبله؛ استُبدل أحدهما بعد تسجيله.",
            $"Event {Number} is not tied to the one before it: one of the two was replaced after it was recorded."),
        ChainFault.EndMissing => new(
            $"الأحداث ابتداءً من رقم {Number} مفقودة من آخر السجل؛ الحالة تذكر حدثًا بعدها.",
            $"Event {Number} and those after it are missing from the end: the case remembers a later one."),
        ChainFault.EndDiffers => new(
            $"الحدث رقم {Number} هو آخر السجل، لكنه ليس الحدث الذي تذكره الحالة آخرًا لها.",
            $"Event {Number} is the newest, but it is not the one the case remembers as its newest."),
        ChainFault.CaseMissing => new(
            $"الحالة التي تعود إليها هذه الأحداث، وآخرها رقم {Number}، غير موجودة.",
            $"The case these events belong to is gone; the newest of them is {Number}."),
        _ => new($"تغيّر محتوى الحدث رقم {Number} بعد تسجيله.", $"The content of event {Number} was changed after it was recorded."),
    };

    private string Number => Seq.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
