using System.Globalization;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.Identifiers;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Forms;

/// <summary>Every objection to an answer, in words for whoever fills in the form. Numbers stand in isolation, so that they keep their place in a line of Arabic.</summary>
internal static class FormErrors
{
    public static readonly FormFault UnknownField = New("unknown-field", "هذا الحقل ليس من النموذج. أزله ثم أعد المحاولة.", "The form has no such field. Leave it out and try again.");

    public static readonly FormFault NotOneAnswer = New("answer-invalid", "يقبل هذا الحقل إجابة واحدة.", "This takes one answer.");

    public static readonly FormFault NotATable = New("answer-invalid", "يقبل هذا الحقل صفوفًا.", "This takes rows.");

    public static readonly FormFault NotANumber = New("number-invalid", "اكتب عددًا بالأرقام، مثل \u20681200\u2069.", "Type a number in digits, such as 1200.");

    public static readonly FormFault NotADate = New(
        "date-invalid", "اكتب تاريخًا صحيحًا، هجريًا مثل \u20681448/05/01\u2069 أو ميلاديًا مثل \u20682026/10/12\u2069.", "Type a date that exists: Hijri such as 1448/05/01 or Gregorian such as 2026/10/12.");

    public static readonly FormFault NotAnOption = New("option-unknown", "اختر من الخيارات المعروضة.", "Choose from the options shown.");

    public static readonly FormFault NotYesOrNo = New("answer-invalid", "اختر نعم أو لا.", "Choose yes or no.");

    public static readonly FormFault NotAMobile = New("mobile-invalid", "اكتب رقم جوال سعوديًا يبدأ بـ \u206805\u2069، مثل \u20680551234567\u2069.", "Type a Saudi mobile number that starts with 05, such as 0551234567.");

    public static readonly FormFault NotAnIban = New(
        "iban-invalid", "رقم الآيبان غير صحيح: يبدأ بـ \u2068SA\u2069 وبعده \u206822\u2069 خانة. راجعه من شهادة الحساب.", "The IBAN is not right: SA and 22 more characters. Check it against the bank's letter.");

    public static readonly FormFault NotAnId = New("national-id-invalid", "رقم الهوية عشرة أرقام.", "An identity number has ten digits.");

    public static readonly FormFault SignatureEmpty = New(
        "signature-incomplete", "ارسم التوقيع، أو اكتب الاسم الكامل وأكّد أنه بمثابة التوقيع.", "Draw the signature, or type the full name and confirm that it stands for it.");

    public static readonly FormFault SignatureUnreadable = New("signature-invalid", "تعذرت قراءة التوقيع. امسحه ووقّع من جديد.", "The signature cannot be read. Clear it and sign again.");

    public static FormFault Required(FieldType type) => type switch
    {
        FieldType.Choice or FieldType.YesNo => New("answer-required", "اختر إجابة.", "Choose an answer."),
        FieldType.Choices => New("answer-required", "اختر واحدًا على الأقل.", "Choose at least one."),
        FieldType.File => New("answer-required", "أرفق الملف.", "Attach the file."),
        FieldType.Signature => New("answer-required", "التوقيع مطلوب.", "A signature is needed."),
        FieldType.Table => New("answer-required", "أضف صفًا واحدًا على الأقل.", "Add at least one row."),
        _ => New("answer-required", "هذا الحقل مطلوب.", "An answer is needed here."),
    };

    public static FormFault TooLong(int length, int most) => New(
        "text-too-long", $"النص أطول من المسموح: \u2068{N(length)}\u2069 حرفًا، والحد \u2068{N(most)}\u2069. اختصره.", $"The text is too long: {N(length)} characters of at most {N(most)}. Shorten it.");

    public static FormFault TooShort(int least) => New(
        "text-too-short", $"اكتب \u2068{N(least)}\u2069 من الأحرف على الأقل.", $"Write at least {N(least)} characters.");

    public static FormFault TooManyDecimals(int most) => most == 0
        ? New("number-invalid", "اكتب عددًا صحيحًا بلا كسور.", "Type a whole number.")
        : New("number-invalid", $"الحد \u2068{N(most)}\u2069 من المنازل بعد الفاصلة.", $"At most {N(most)} decimals.");

    public static FormFault TooSmall(decimal least) => New("number-too-small", $"أقل قيمة مقبولة \u2068{N(least)}\u2069.", $"The smallest value taken is {N(least)}.");

    public static FormFault TooLarge(decimal most) => New("number-too-large", $"أكبر قيمة مقبولة \u2068{N(most)}\u2069.", $"The largest value taken is {N(most)}.");

    public static FormFault TooEarly(DateOnly first) => Day("date-too-early", "أول تاريخ مقبول", "The first day taken is", first);

    public static FormFault TooLate(DateOnly last) => Day("date-too-late", "آخر تاريخ مقبول", "The last day taken is", last);

    public static FormFault TooManyRows(int most) => New("too-many-rows", $"الحد \u2068{N(most)}\u2069 من الصفوف. أبقِ الأهم.", $"At most {N(most)} rows. Keep the ones that matter.");

    public static FormFault Doubtful(IdentifierDoubt doubt) => doubt == IdentifierDoubt.UnknownKind
        ? New("national-id-doubtful", "رقم الهوية يبدأ عادةً بـ \u20681\u2069 للمواطن أو \u20682\u2069 للمقيم. راجعه من البطاقة.", "An identity number usually starts with 1 (citizen) or 2 (resident). Check it against the card.")
        : New("national-id-doubtful", "خانة التحقق في رقم الهوية لا تطابق بقية الأرقام. راجعه من البطاقة.", "The check digit of the identity number does not fit the others. Check it against the card.");

    /// <summary>What is wrong with a file is said everywhere alike.</summary>
    public static FormFault OfFile(Refusal refusal) => new(refusal.Code, refusal.Message);

    private static FormFault Day(string code, string arabic, string english, DateOnly day)
    {
        var gregorian = day.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture);
        var both = HijriDate.TryFrom(day, out var hijri) ? $"\u2068{hijri.ToString().Replace('-', '/')}\u2069 ({gregorian})" : gregorian;
        return New(code, $"{arabic} \u2068{both}\u2069.", $"{english} {both}.");
    }

    private static string N(decimal number) => number.ToString("#,##0.####", CultureInfo.InvariantCulture);

    private static FormFault New(string code, string arabic, string english) => new(code, new LocalizedText(arabic, english));
}
