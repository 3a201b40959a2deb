using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.Files;
using CaseWorkflows.Cases.Refusals;

namespace CaseWorkflows.Cases.Associations;

/// <summary>The shape of <c>association.json</c>.</summary>
internal static class AssociationFile
{
    private const string InvalidCode = "association-file-invalid";

    public static Outcome<AssociationProfile> Read(ReadOnlyMemory<byte> json) => FileReading.Read(json, InvalidCode, Profile);

    private static AssociationProfile Profile(FileObject file)
    {
        var services = file.Objects("services", Service);
        file.NoneTwice("services", services.Select(service => service.Key));
        if (services.Count == 0)
        {
            file.Fault("services", "يجب أن تقدم الجمعية خدمة واحدة على الأقل", "must hold at least one service");
        }

        var tools = file.Objects("tools", item => new Tool(Key(item), item.Localized("name")));
        file.NoneTwice("tools", tools.Select(tool => tool.Key));
        var words = file.Object("words");
        return new()
        {
            Key = Key(file),
            Name = file.Localized("name"),
            ShortName = file.Localized("shortName"),
            Kind = Kind(file),
            Registration = file.LocalizedOrNull("registration"),
            Region = file.LocalizedOrNull("region"),
            NumberPrefix = file.Text(
                "numberPrefix",
                IsPrefix,
                "يجب أن يتكون من خانتين إلى ثمانٍ من الأحرف اللاتينية الكبيرة والأرقام",
                "must be two to eight Latin capitals or digits"),
            Procedure = file.Text("procedure"),
            Words = new(words.Localized("person"), words.Localized("people"), words.Localized("relationsOfficer")),
            Channels = Channels(file),
            Tools = tools,
            Services = services,
            Committees = CommitteeReading.ReadAll(file, Key),
            Approval = Approval(file.Object("approval")),
            Calendar = Calendar(file.Object("calendar")),
        };
    }

    private static Service Service(FileObject service)
    {
        var documents = service.ObjectsOrEmpty("requiredDocuments", item => new RequiredDocument(Key(item), item.Localized("name")));
        service.NoneTwice("requiredDocuments", documents.Select(document => document.Key));
        return new(Key(service), service.Localized("name")) { RequiredDocuments = documents };
    }

    private static AssociationKind Kind(FileObject file) =>
        file.Text("kind", IsKind, "يجب أن يكون charitable أو cooperative", "must be charitable or cooperative") == "cooperative"
            ? AssociationKind.Cooperative
            : AssociationKind.Charitable;

    private static IReadOnlyList<Channel> Channels(FileObject file)
    {
        var keys = file.Texts("channels");
        file.NoneTwice("channels", keys);
        if (keys.Count == 0)
        {
            file.Fault("channels", "يجب أن تستقبل الجمعية الناس عبر قناة واحدة على الأقل", "must hold at least one channel");
        }

        for (var i = 0; i < keys.Count; i++)
        {
            if (keys[i].Length > 0 && Channel.Find(keys[i]) is null)
            {
                var known = string.Join(", ", Channel.All.Select(channel => channel.Key));
                file.Fault($"channels[{i}]", $"قناة غير معروفة؛ القنوات المعروفة: \u2068{known}\u2069", $"is no known channel; known are {known}");
            }
        }

        return [.. keys.Select(Channel.Find).OfType<Channel>()];
    }

    private static Approval Approval(FileObject approval)
    {
        var date = approval.DateOrNull("date");
        HijriDate? hijri = null;
        if (approval.TextOrNull("hijriDate") is { } text)
        {
            if (HijriDate.TryParse(text, out var parsed))
            {
                hijri = parsed;
            }
            else
            {
                approval.Fault(
                    "hijriDate",
                    "يجب أن يكون تاريخًا هجريًا صحيحًا بالصيغة 1446-08-28",
                    "must be a day of the Umm al-Qura calendar such as 1446-08-28");
            }
        }

        // The month may have been announced a day beside the table; more than that is a slip of the pen.
        if (date is { } day && day != default && hijri?.TryToGregorian(out var same) == true && Math.Abs(day.DayNumber - same.DayNumber) > 1)
        {
            approval.Fault("hijriDate", "لا يوافق التاريخ الميلادي المذكور بجانبه", "is another day than the date beside it");
        }

        return new(
            approval.Localized("body"),
            approval.LocalizedOrNull("meeting"),
            date,
            hijri,
            approval.LocalizedItems("signatories"),
            approval.Flag("replacesEarlier"),
            approval.LocalizedOrNull("note"));
    }

    private static WorkingCalendar Calendar(FileObject calendar)
    {
        var weekend = new HashSet<DayOfWeek>();
        foreach (var name in calendar.Texts("weekend"))
        {
            // Numbers parse as enum values too, so the name must come back.
            if (Enum.TryParse<DayOfWeek>(name, out var day) && day.ToString() == name)
            {
                weekend.Add(day);
            }
            else if (name.Length > 0)
            {
                calendar.Fault(
                    "weekend", $"\u2068{name}\u2069 ليس اسم يوم؛ اكتب الأيام بالإنجليزية مثل Friday", $"{name} is no day; write days such as Friday");
            }
        }

        if (weekend.Count == 7)
        {
            calendar.Fault("weekend", "يجب أن يبقى يوم عمل واحد على الأقل", "must leave at least one working day");
        }

        return new(
            calendar.Text("timeZone", IsTimeZone, "منطقة زمنية غير معروفة؛ مثال: Asia/Riyadh", "is no known time zone; an example is Asia/Riyadh"),
            weekend,
            calendar.Objects("holidays", Holiday));
    }

    private static Holiday Holiday(FileObject holiday)
    {
        var (from, to) = (holiday.Date("from"), holiday.Date("to"));
        if (to < from && to != default)
        {
            holiday.Fault("to", "يسبق يوم البداية", "lies before the first day");
        }

        return new(from, to, holiday.Localized("name"));
    }

    private static string Key(FileObject item) =>
        item.Text(
            "key",
            IsKey,
            "يجب أن يكون مفتاحًا بأحرف لاتينية صغيرة وأرقام وشرطات، مثل family-support",
            "must be small Latin letters, digits and dashes, such as family-support");

    private static bool IsKey(string text) =>
        char.IsAsciiLetterLower(text[0]) && text[^1] != '-'
        && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');

    private static bool IsKind(string text) => text is "charitable" or "cooperative";

    private static bool IsTimeZone(string text) => TimeZoneInfo.TryFindSystemTimeZoneById(text, out _);

    private static bool IsPrefix(string text) =>
        text.Length is >= 2 and <= 8 && text.All(character => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character));
}
