using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Web.Texts;

namespace CaseWorkflows.Host.Web.Pages;

/// <summary>What any form may be told.</summary>
internal static class FormAnswers
{
    private const string Key = "form.stale";

    /// <summary>The page was open too long; what was typed stands on it still.</summary>
    public static Refusal Stale() => new(RefusalKind.Malformed, "stale", new(PageTexts.Get("ar", Key), PageTexts.Get("en", Key)));

    /// <summary>Something every page of ours sends is missing, or stands there that none offers: broken off on the way, or not from a page. Acting on half of it could take away what nobody meant to.</summary>
    public static Refusal Incomplete() => new(RefusalKind.RuleBroken, "form-incomplete", new(
        "لم يصل النموذج كما هو في الصفحة، فلم يُنفَّذ منه شيء. افتح الصفحة من جديد ثم أعد المحاولة.",
        "The form did not arrive as it is on the page, so nothing was done. Open the page again and retry."));
}
