using System.Globalization;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Web.Texts;

namespace CaseWorkflows.Host.Web.Pages;

/// <summary>Who reads the page being written: language, direction, theme, and who they are if that is known.</summary>
internal sealed class Reader(IHttpContextAccessor accessor, CurrentCaller caller)
{
    private static readonly TimeSpan Riyadh = TimeSpan.FromHours(3); // no summer time

    public string Language { get; } = accessor.HttpContext?.PageLanguage() ?? "ar";

    public string Direction => Language == "ar" ? "rtl" : "ltr";

    /// <summary><c>light</c>, <c>dark</c>, or <c>auto</c> for what the machine is set to.</summary>
    public string Theme { get; } = accessor.HttpContext?.Request.Cookies[Preferences.ThemeCookie] is ("light" or "dark") and var chosen ? chosen : "auto";

    /// <summary>Path and query of this page, for coming back to it.</summary>
    public string Here { get; } = accessor.HttpContext?.Request is { } request ? (HttpMethods.IsGet(request.Method) ? request.PathBase + request.Path + request.QueryString : "/") : "/";

    public CurrentCaller Caller => caller;

    public string this[string key] => PageTexts.Get(Language, key);

    public string Format(string key, params ReadOnlySpan<object> values) => PageTexts.Format(Language, key, values);

    public string In(LocalizedText text) => text.In(Language);

    /// <summary>Several in a row, with the comma of the reader's language.</summary>
    public string List(IEnumerable<string> names) => string.Join(Language == "ar" ? "، " : ", ", names);

    /// <summary>A moment as it was in Riyadh, in figures that sort and that both languages read.</summary>
    public static string Moment(DateTimeOffset at) => at.ToOffset(Riyadh).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
