using CaseWorkflows.Cases.Documents;
using CaseWorkflows.Cases.Files;

namespace CaseWorkflows.Cases.Forms;

/// <summary>The shape of one field in a form's file, and of one column in a table.</summary>
internal static class FormFieldFile
{
    private const int MostOptions = 200;
    private const int MostColumns = 12;
    private const int LongestKey = 40;

    // Both would be taken for the task's own.
    private static readonly string[] Reserved = ["action", "reason"];

    public static FormField Read(FileObject item)
    {
        var type = Type(item);
        item.NothingBut(["key", "type", "label", "help", "visibleWhen", .. OfField(type), .. OfType(type)]);
        var (required, requiredFor) = (item.FlagOrFalse("required"), item.TextsOrEmpty("requiredFor"));
        item.NoneTwice("requiredFor", requiredFor);
        if (required && requiredFor.Count > 0)
        {
            item.Fault("requiredFor", "الحقل مطلوب لكل الإجراءات؛ اكتب أحد الأمرين", "says less than required does: keep one of the two");
        }

        var field = Common(item, type) with
        {
            IsRequired = required,
            RequiredFor = requiredFor,
            VisibleWhen = item.ObjectsOrEmpty("visibleWhen", FormConditionFile.Read),
            Prefill = Source(item, "prefill"),
            Source = type == FieldType.FromCase ? Source(item, "source") ?? Missing(item) : null,
            Files = type == FieldType.File ? new(Kinds(item), item.CountOrNull("maximumBytes", 1, (int)FileLimits.CeilingBytes) ?? FileLimits.CeilingBytes) : null,
        };
        return WithPersonal(item, type == FieldType.Table ? WithColumns(item, field) : field);
    }

    private static FormField Column(FileObject item)
    {
        var type = Type(item);
        item.NothingBut(["key", "type", "label", "help", "required", .. OfType(type)]);
        if (!type.MayBeColumn())
        {
            item.Fault("type", "لا يصلح هذا النوع عمودًا في جدول؛ ضعه حقلًا خارج الجدول", "is no type a column can have: make it a field beside the table");
        }

        return Common(item, type) with { IsRequired = item.FlagOrFalse("required") };
    }

    private static FormField Common(FileObject item, FieldType type) => new()
    {
        Key = item.Text("key", IsKey, "يجب أن يبدأ بحرف لاتيني صغير ثم حروف لاتينية وأرقام، مثل monthlyIncome، وألا يكون action أو reason", "must be Latin letters and digits after a small letter, such as monthlyIncome, and not action or reason"),
        Type = type,
        Label = item.Localized("label"),
        Help = item.LocalizedOrNull("help"),
        Limits = FieldLimitsFile.Read(item, type),
        Options = type is FieldType.Choice or FieldType.Choices ? Options(item) : [],
    };

    private static FormField WithColumns(FileObject item, FormField table)
    {
        var columns = item.Objects("columns", Column);
        item.NoneTwice("columns", columns.Select(column => column.Key));
        if (columns.Count is 0 or > MostColumns)
        {
            item.Fault("columns", $"يجب أن يكون في الجدول عمود واحد على الأقل و{MostColumns} على الأكثر", $"must hold between 1 and {MostColumns} columns");
        }

        var totals = item.TextsOrEmpty("totals");
        foreach (var key in totals.Where(key => columns.FirstOrDefault(column => column.Key == key)?.Type is not (FieldType.Number or FieldType.Money)))
        {
            item.Fault("totals", $"لا يوجد عمود أعداد أو مبالغ باسم \u2068{key}\u2069؛ اكتب مفتاح عمود منها", $"names {key}, which is no column of numbers or amounts: name one that is");
        }

        return table with
        {
            Columns = columns, Totals = totals, MaximumRows = item.CountOrNull("maximumRows", 1, FieldLimits.MostRows) ?? FieldLimits.UsualRows,
        };
    }

    private static FormField WithPersonal(FileObject item, FormField field)
    {
        if (item.IsFalse("personal"))
        {
            if (field.Type.IsAlwaysPersonal() || field.Columns.Any(column => column.Type.IsAlwaysPersonal()))
            {
                item.Fault("personal", "هذا الحقل بيان شخصي دائمًا؛ اكتب الغرض منه ومدة حفظه", "cannot be false here: say what the answer is needed for and how long it is kept");
            }
        }
        else if (item.ObjectOrNull("personal") is { } personal)
        {
            personal.NothingBut("purpose", "retention");
            return field with { Personal = new(personal.Localized("purpose"), personal.Text("retention", text => PersonalData.MonthsOf(text) > 0, "يجب أن تكون المدة بالسنوات أو الأشهر مثل P5Y أو P18M", "must be years or months such as P5Y or P18M")) };
        }
        else if (field.Type.IsAlwaysPersonal() || field.Type.MayBePersonal())
        {
            item.Fault("personal", "اكتب الغرض من هذا البيان الشخصي ومدة حفظه، أو false إن لم يكن شخصيًا", "must say what this personal answer is needed for and how long it is kept, or be false where it is not personal");
        }

        return field;
    }

    private static FieldType Type(FileObject item)
    {
        var known = string.Join(", ", FieldTypes.Keys);
        var text = item.Text("type", key => FieldTypes.Find(key) is not null, $"نوع غير معروف؛ الأنواع المعروفة: \u2068{known}\u2069", $"is no known type; known are {known}");
        return FieldTypes.Find(text) ?? FieldType.Text;
    }

    private static IReadOnlyList<FieldOption> Options(FileObject item)
    {
        var options = item.Objects("options", option =>
        {
            option.NothingBut("key", "label");
            return new FieldOption(option.Text("key", IsOptionKey, "يجب أن يكون حروفًا لاتينية وأرقامًا وشرطات", "must be Latin letters, digits and dashes"), option.Localized("label"));
        });
        item.NoneTwice("options", options.Select(option => option.Key));
        if (options.Count is 0 or > MostOptions)
        {
            item.Fault("options", $"يجب أن يكون خيار واحد على الأقل و{MostOptions} على الأكثر", $"must hold between 1 and {MostOptions} options");
        }

        return options;
    }

    private static IReadOnlyList<FileKind> Kinds(FileObject item)
    {
        var keys = item.Texts("accepts");
        foreach (var key in keys.Where(key => key.Length > 0 && FileKind.Meant(key).Count == 0))
        {
            item.Fault("accepts", $"\u2068{key}\u2069 ليس pdf ولا image", $"holds {key}, which is neither pdf nor image");
        }

        if (keys.Count == 0)
        {
            item.Fault("accepts", "يجب أن يُقبل نوع واحد على الأقل: pdf أو image", "must hold pdf, image or both");
        }

        return [.. keys.SelectMany(FileKind.Meant).Distinct()];
    }

    private static FormSource? Source(FileObject item, string name)
    {
        if (item.TextOrNull(name) is not { } text)
        {
            return null;
        }

        var source = new FormSource(text);
        if (text.Length > 0 && !source.IsSound)
        {
            var known = string.Join(", ", FormSource.Known);
            item.Fault(name, $"مصدر غير معروف؛ اكتب \u2068answers.الخطوة.الحقل\u2069 أو أحد: \u2068{known}\u2069", $"is no known source; write answers.<step>.<field> or one of {known}");
        }

        return source;
    }

    private static FormSource Missing(FileObject item) => new(item.Text("source"));

    private static string[] OfField(FieldType type) => type == FieldType.FromCase ? ["source"]
        : type.MayBePrefilled() ? ["required", "requiredFor", "personal", "prefill"]
        : ["required", "requiredFor", "personal"];

    private static string[] OfType(FieldType type) => type switch
    {
        FieldType.Text or FieldType.LongText => ["minimumLength", "maximumLength"],
        FieldType.Number => ["minimum", "maximum", "decimals"],
        FieldType.Money => ["minimum", "maximum"],
        FieldType.Date => ["earliest", "latest"],
        FieldType.Choice or FieldType.Choices => ["options"],
        FieldType.File => ["accepts", "maximumBytes"],
        FieldType.Table => ["columns", "maximumRows", "totals"],
        _ => [],
    };

    private static bool IsKey(string text) =>
        text.Length <= LongestKey && char.IsAsciiLetterLower(text[0]) && text.All(char.IsAsciiLetterOrDigit) && !Reserved.Contains(text, StringComparer.Ordinal);

    private static bool IsOptionKey(string text) => text.Length <= LongestKey && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');
}
