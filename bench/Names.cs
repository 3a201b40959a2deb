namespace CaseWorkflows.Bench;

/// <summary>Made-up names as a register has them: a handful in every seventh name, a few hundred families, and a long tail that hardly anyone shares.</summary>
internal sealed class Names(int seed)
{
    public const string Common = "محمد";
    private static readonly string[] First =
        ["أحمد", "فاطمة", "نورة", "خالد", "سارة", "عبدالله", "علي", "مريم", "سعد", "هند", "إبراهيم", "ليلى", "يوسف", "منيرة", "فهد", "عائشة", "صالح", "ريم", "ناصر", "هيفاء", "سلمان", "أمل", "بدر", "جواهر"];
    private static readonly string[] Families = [.. from a in "بتجحخدرسصطعغفقكمنهو" from b in "ائوي" from c in "بدرسلمنح" select $"ال{a}{b}{c}ي"];
    private const string Letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي";

#pragma warning disable CA5394 // the same names in every run
    private readonly Random _random = new(seed);

    /// <summary>Given name, father's, grandfather's and family's.</summary>
    public string Next() => $"{Given()} {Given()} {Given()} {Family()}";

    public string Given() => _random.Next(100) < 6 ? Common : First[(int)(First.Length * Math.Pow(_random.NextDouble(), 1.7))];

    public string Family() => _random.Next(100) < 70 ? Families[(int)(Families.Length * Math.Pow(_random.NextDouble(), 2))] : Rare();

    /// <summary>One of some twenty thousand.</summary>
    public string Rare()
    {
        var number = _random.Next(20000);
        return $"ال{Letters[number % 28]}{Letters[number / 28 % 28]}{Letters[number / 784 % 28]}اني";
    }

    public int Below(int most) => _random.Next(most);
#pragma warning restore CA5394
}
