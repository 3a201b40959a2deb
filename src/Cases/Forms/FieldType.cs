namespace CaseWorkflows.Cases.Forms;

/// <summary>What a field of a form takes. In a form's file the names are written in small letters with dashes, such as <c>long-text</c>.</summary>
public enum FieldType
{
    /// <summary>One line.</summary>
    Text,

    /// <summary>Several lines.</summary>
    LongText,

    /// <summary>A number, whole unless the form allows decimals.</summary>
    Number,

    /// <summary>An amount in riyals with two decimals.</summary>
    Money,

    /// <summary>A day, typed in either calendar.</summary>
    Date,

    /// <summary>One of several options.</summary>
    Choice,

    /// <summary>Any number of several options.</summary>
    Choices,

    /// <summary>Yes or no; unanswered is neither.</summary>
    YesNo,

    /// <summary>A document that is handed in.</summary>
    File,

    /// <summary>A national id or residence number.</summary>
    NationalId,

    /// <summary>A Saudi mobile number.</summary>
    Mobile,

    /// <summary>A Saudi bank account.</summary>
    Iban,

    /// <summary>Rows of the same columns, such as the members of a household.</summary>
    Table,

    /// <summary>A signature, drawn, or typed as a full name and confirmed.</summary>
    Signature,

    /// <summary>Something the case already knows, shown and never asked.</summary>
    FromCase,
}

/// <summary>What follows from a field's type.</summary>
public static class FieldTypes
{
    private static readonly Dictionary<string, FieldType> ByKey = new(StringComparer.Ordinal)
    {
        ["text"] = FieldType.Text,
        ["long-text"] = FieldType.LongText,
        ["number"] = FieldType.Number,
        ["money"] = FieldType.Money,
        ["date"] = FieldType.Date,
        ["choice"] = FieldType.Choice,
        ["choices"] = FieldType.Choices,
        ["yes-no"] = FieldType.YesNo,
        ["file"] = FieldType.File,
        ["national-id"] = FieldType.NationalId,
        ["mobile"] = FieldType.Mobile,
        ["iban"] = FieldType.Iban,
        ["table"] = FieldType.Table,
        ["signature"] = FieldType.Signature,
        ["from-case"] = FieldType.FromCase,
    };

    /// <summary>The names as they stand in files, in the order of <see cref="FieldType"/>.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. ByKey.OrderBy(pair => pair.Value).Select(pair => pair.Key)];

    /// <summary>The type of that name; null for a name no type has.</summary>
    public static FieldType? Find(string key) => ByKey.TryGetValue(key, out var type) ? type : null;

    /// <summary>The name as it stands in files.</summary>
    public static string Key(this FieldType type) => Keys[(int)type];

    /// <summary>
    /// True for what must never lie readable in the database, the workflow's state or its journal: who somebody is to the state, where their money goes,
    /// and the hand they sign with.
    /// </summary>
    public static bool IsSealed(this FieldType type) => type is FieldType.NationalId or FieldType.Iban or FieldType.Signature;

    /// <summary>True for what points at one person by itself, so that a form must say why it asks and for how long it keeps the answer.</summary>
    public static bool IsAlwaysPersonal(this FieldType type) =>
        type is FieldType.NationalId or FieldType.Mobile or FieldType.Iban or FieldType.Signature or FieldType.File;

    /// <summary>
    /// True for what is personal in one form and not in the next: a date may be somebody's birth or a day of delivery. There the form must say either
    /// why it asks, or that nothing personal is meant; nothing said is a fault, so that nobody forgets to think about it (PDPL, record of processing).
    /// </summary>
    public static bool MayBePersonal(this FieldType type) =>
        type is FieldType.Text or FieldType.LongText or FieldType.Money or FieldType.Date or FieldType.Table;

    /// <summary>True for what a column of a table may hold.</summary>
    public static bool MayBeColumn(this FieldType type) =>
        type is FieldType.Text or FieldType.Number or FieldType.Money or FieldType.Date or FieldType.Choice or FieldType.YesNo or FieldType.NationalId or FieldType.Mobile;

    /// <summary>True for what may be filled in beforehand from what the case knows.</summary>
    public static bool MayBePrefilled(this FieldType type) =>
        type is FieldType.Text or FieldType.LongText or FieldType.Number or FieldType.Money or FieldType.Date or FieldType.Choice or FieldType.YesNo
            or FieldType.NationalId or FieldType.Mobile or FieldType.Iban or FieldType.Table;
}
