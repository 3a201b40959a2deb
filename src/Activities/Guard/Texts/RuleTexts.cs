using CaseWorkflows.Activities.Guard.Rules;
using CaseWorkflows.Cases.Policies.Rules;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Activities.Guard.Texts;

/// <summary>What is said about a rule that does not hold. Names are set apart, so that either language reads in its own direction.</summary>
internal static class RuleTexts
{
    public static LocalizedText StartsTooEarly(PrecedesRule rule)
    {
        var (first, then) = (Kind(rule.First), Kind(rule.Then));
        return new($"يمكن أن تبدأ خطوة {then.Arabic} قبل أن تتم خطوة {first.Arabic}.", $"{then.English} can begin before {first.English} was completed.");
    }

    public static LocalizedText Skipped(RequiredBeforeRule rule)
    {
        var (step, before) = (Kind(rule.Step), Kind(rule.Before));
        return new(
            $"يمكن بلوغ خطوة {before.Arabic} دون أن تنتهي خطوة {step.Arabic} بالنتيجة المطلوبة.",
            $"{before.English} can be reached although {step.English} was skipped, or did not end as required the last time.");
    }

    public static LocalizedText TooSoon(FloorRule rule, string label, FloorFault fault)
    {
        var days = Period(rule.AtLeast);
        var name = Isolated(label);
        return fault switch
        {
            FloorFault.Short => new(
                $"مدة الانتظار في خطوة {name} أقصر مما تشترطه السياسة، وهو {days.Arabic} على الأقل من إبلاغ مقدم الطلب.",
                $"The period set in {name} is shorter than the policy's {days.English} from informing the applicant."),
            FloorFault.Script => new(
                $"مدة الانتظار في خطوة {name} تُحسب بعبارة برمجية، فلا يمكن إثبات أنها لا تقل عن {days.Arabic}. اكتبها قيمةً ثابتة.",
                $"The period in {name} is worked out by an expression, so nobody can prove that it is at least {days.English}. Write it down as a value."),
            FloorFault.CountScript => new(
                $"بداية حساب المدة في خطوة {name} تُحدَّد بعبارة برمجية، فلا يمكن إثبات أن القرار لا يسبق موعده. اختر بداية ثابتة.",
                $"What the period in {name} counts from is worked out by an expression, so nothing can be proved. Choose one."),
            FloorFault.CountsTooEarly => new(
                $"تُحسب المدة في خطوة {name} من فتح الحالة لا من إبلاغ مقدم الطلب، فقد يصدر القرار قبل {days.Arabic} من إبلاغه.",
                $"The period in {name} counts from the opening of the case, so the decision may come sooner than {days.English} after the applicant was informed."),
            _ => new(
                $"على هذا المسار يبدأ حساب المدة في خطوة {name} أبكر مما ينبغي، فقد يصدر القرار قبل {days.Arabic} من إبلاغ مقدم الطلب أو من بدء النظر في تظلّمه.",
                $"On this path the period in {name} begins too early, so the decision may come sooner than {days.English} after the applicant was informed, or after the study of an appeal began."),
        };
    }

    public static LocalizedText NoDoor() => new(
        "لا تحتوي هذه الإجراءات على خطوة فتح الحالة، فتُقبل الطلبات من أي قناة.", "The procedure has no step that opens the case, so requests over any channel are taken.");

    public static LocalizedText ChannelScript(string label) => new(
        $"قنوات خطوة {Isolated(label)} تُحدَّد بعبارة برمجية، فلا يمكن إثبات أنها القنوات المعتمدة. اكتبها قائمةً ثابتة.",
        $"The channels of {Isolated(label)} are worked out by an expression, so nobody can prove that they are the approved ones. Write them down as a list.");

    public static LocalizedText StrangeChannels(string label, IReadOnlyList<string> channels)
    {
        var names = string.Join(", ", channels.Select(Isolated));
        return new($"تقبل خطوة {Isolated(label)} طلبات من قنوات غير معتمدة: {names}.", $"{Isolated(label)} takes requests over channels that are not approved: {names}.");
    }

    public static LocalizedText EndsUnclosed() => new(
        "يمكن أن تنتهي الحالة على هذا المسار دون إغلاقها بنتيجة.", "On this path the case ends without being closed with a result.");

    public static LocalizedText NeverEnds(bool fault) => fault
        ? new("تتوقف الحالة على هذا المسار بعطل، ولا نهاية لها بعد ذلك.", "On this path the case stops with an incident, and no end can be reached from there.")
        : new("لا نهاية يمكن بلوغها بعد هذا المسار.", "After this path no end can be reached.");

    public static LocalizedText SamePerson(TwoPeopleRule rule, string label, bool readsSomething)
    {
        var (first, name) = (Kind(rule.First), Isolated(label));
        return readsSomething
            ? new(
                $"على هذا المسار لا تستبعد خطوة {name} من أتمّ خطوة {first.Arabic}: المتغيّر الذي تقرؤه لا يحمل اسمه.",
                $"On this path {name} does not keep out whoever completed {first.English}: the variable it reads does not hold that person.")
            : new(
                $"لا تستبعد خطوة {name} من أتمّ خطوة {first.Arabic}. احفظ المُنجِز (completedBy) في متغيّر دائم، واذكره في المستبعدين (excludedUsers).",
                $"{name} does not keep out whoever completed {first.English}. Keep completedBy in a saved variable and name it in excludedUsers.");
    }

    public static LocalizedText UnknownType(PolicyRule rule, string type) => new(
        $"القاعدة {Isolated(rule.Id)} تذكر نشاطًا غير معروف: {Isolated(type)}.", $"The rule {Isolated(rule.Id)} names an activity type that is not installed: {Isolated(type)}.");

    public static LocalizedText NotProved(int states) => new(
        $"الإجراءات أوسع من أن تُفحص كلها: فُحصت {states} حالة ولم يكتمل الإثبات، فلا يجوز النشر. قلّل ما يجري بالتوازي ثم أعد الفحص.",
        $"The procedure is too large to look at as a whole: after {states} states nothing is proved, so it cannot be published. Let fewer things run side by side, and check again.");

    internal static string Isolated(string text) => $"\u2068{text}\u2069";

    private static LocalizedText Kind(string type)
    {
        var name = CheckedProcedure.KindName(type);
        return new($"«{Isolated(name.Arabic)}»", Isolated(name.English));
    }

    private static LocalizedText Period(TimeSpan period)
    {
        if (period.Ticks % TimeSpan.TicksPerDay != 0)
        {
            return LocalizedText.Same(Isolated(period.ToString("c", System.Globalization.CultureInfo.InvariantCulture)));
        }

        var days = period.Days;
        return new(days switch { 1 => "يوم واحد", 2 => "يومان", >= 3 and <= 10 => $"{days} أيام", _ => $"{days} يومًا" }, days == 1 ? "1 day" : $"{days} days");
    }
}
