using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Intake.Duplicates;

/// <summary>The rules that fired, in words.</summary>
internal static class DuplicateTexts
{
    public static IEnumerable<LocalizedText> Of(NameComparison name, bool? id, bool mobile, bool? birth)
    {
        if (id == true)
        {
            yield return new("رقم الهوية نفسه", "same national id");
        }

        if (mobile)
        {
            yield return new("رقم الجوال نفسه", "same mobile");
        }

        if (birth == true)
        {
            yield return new("تاريخ الميلاد نفسه", "same day of birth");
        }

        yield return NameText(name, mobile);
        if (id == false)
        {
            yield return new("لكن رقمي الهوية مختلفان", "but the national ids differ");
        }

        if (birth == false)
        {
            yield return new("لكن تاريخي الميلاد مختلفان", "but the days of birth differ");
        }
    }

    private static LocalizedText NameText(NameComparison name, bool mobile)
    {
        if (name.Likeness == NameLikeness.Different)
        {
            return mobile ? new("والاسم مختلف، فقد يكون الجوال لقريب", "the name is another, so it may be a relative's telephone") : new("والاسم مختلف", "the name is another");
        }

        if (name.Likeness == NameLikeness.Same)
        {
            return new("الاسم نفسه", "same name");
        }

        var differences = Listed([.. name.Differences.Select(Word)]);
        return name.Likeness == NameLikeness.Spelling
            ? new($"الاسم لا يختلف إلا في {differences.Arabic}", $"the name differs only in {differences.English}")
            : new($"الاسم متقارب، والفرق: {differences.Arabic}", $"the names are close; they differ in {differences.English}");
    }

    private static LocalizedText Listed(IReadOnlyList<LocalizedText> words)
        => new(string.Join(" و", words.Select(word => word.Arabic)), string.Join(" and ", words.Select(word => word.English)));

    private static LocalizedText Word(NameDifference difference) => difference switch
    {
        NameDifference.Marks => new("التشكيل أو شكل الحروف", "vowel marks or capitals"),
        NameDifference.Hamza => new("الهمزة", "hamza"),
        NameDifference.TaMarbuta => new("التاء المربوطة", "ta marbuta"),
        NameDifference.AlefMaqsura => new("الألف المقصورة", "alef maqsura"),
        NameDifference.Article => new("«ال» التعريف", "the article"),
        NameDifference.Joined => new("وصل الاسم المركب أو فصله", "a compound written as one word or two"),
        NameDifference.Connective => new("كلمة «بن» أو «بنت» أو «آل»", "the words bin, bint or Al"),
        NameDifference.FamilyFirst => new("تقديم اسم العائلة", "the family's name standing first"),
        NameDifference.MissingMiddle => new("اسم الأب أو الجد الناقص في أحدهما", "a father's or grandfather's name missing in one"),
        NameDifference.MissingEnd => new("آخر الاسم الناقص في أحدهما", "the end of the name missing in one"),
        _ => new("حرف واحد", "one letter"),
    };
}
