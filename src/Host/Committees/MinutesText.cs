using System.Globalization;
using System.Net;
using System.Text;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.Committee;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Web.Texts;

namespace CaseWorkflows.Host.Committees;

/// <summary>
/// Writes the minutes of a session: what is printed, signed by hand and kept. Cases are named by their number and nobody who applied is named. It holds no address, style
/// or script, so that what was sealed looks the same whatever the pages around it become.
/// </summary>
internal sealed class MinutesText(SessionFacts session, Association association, string language)
{
    private readonly StringBuilder _html = new();

    public static SealedMinutes Of(SessionFacts session, Association association) => new(new MinutesText(session, association, "ar").Write(), new MinutesText(session, association, "en").Write());

    public string Write()
    {
        var day = session.HeldOn;
        _html.Append(CultureInfo.InvariantCulture, $"<article lang=\"{language}\" dir=\"{(language == "ar" ? "rtl" : "ltr")}\">");
        Line("p", In(association.Profile.Name) + " · " + In(session.Committee));
        Line("h1", Format("committee.minutes.title", session.Title));
        Line("p", Format("committee.minutes.held", In(DateWords.Weekday(day)), In(DateWords.Hijri(day) ?? DateWords.Gregorian(day)), In(DateWords.Gregorian(day)), session.Place));
        Attendance("committee.minutes.present", present: true);
        Attendance("committee.minutes.absent", present: false);
        if (!session.IsAttendanceNoted)
        {
            Line("p", Text("committee.minutes.nobody"));
        }

        Line("h2", Text("committee.minutes.items"));
        _html.Append("<ol>");
        foreach (var item in session.Items)
        {
            Item(item);
        }

        _html.Append("</ol>");
        Signatures();
        return _html.Append("</article>").ToString();
    }

    private void Attendance(string heading, bool present)
    {
        var members = session.Members.Where(member => member.IsPresent == present).ToList();
        if (members.Count > 0)
        {
            Line("h2", Text(heading));
            _html.Append("<ul>");
            members.ForEach(member => Line("li", $"{In(member.Name)} · {Office(member)}"));
            _html.Append("</ul>");
        }
    }

    private void Item(AgendaItem item)
    {
        _html.Append("<li>");
        Line("h3", $"{item.CaseNumber} · {In(item.Service)}");
        Line("p", item.Decision is { } decision ? $"{Text("committee.decision")}: {Text("committee.decision." + decision)}"
            : Text(item.State == SittingState.Over ? "committee.minutes.sent-back" : "committee.minutes.undecided"));
        if (item.Ground is { } ground)
        {
            Line("p", $"{Text("committee.minutes.why")}: {In(DecisionTexts.Of(ground))}");
        }

        if (item.Tally is { } tally)
        {
            Line("p", $"{Text("committee.minutes.votes")}: {Format("committee.tally", tally.For, tally.Against, tally.Abstained)}");
        }

        foreach (var same in item.Votes.GroupBy(vote => vote.Choice))
        {
            Line("p", $"{Text("committee.choice." + same.Key)}: {Names(same.Select(vote => vote.Name))}");
        }

        foreach (var (name, reason) in item.Recusals)
        {
            Line("p", $"{Text("committee.minutes.recused")}: {In(name)} ({reason})");
        }

        if (item.Reason is { } why)
        {
            Line("p", $"{Text("committee.reason")}:");
            foreach (var line in why.Split('\n'))
            {
                Line("p", line);
            }
        }

        _html.Append("</li>");
    }

    private void Signatures()
    {
        Line("h2", Text("committee.minutes.signatures"));
        _html.Append("<table><tbody>");
        foreach (var member in session.Members.Where(member => member.IsPresent != false))
        {
            _html.Append("<tr>");
            Line("td", Office(member));
            Line("td", In(member.Name));
            Line("td", Text("committee.minutes.signature") + ": ……………………");
            _html.Append("</tr>");
        }

        _html.Append("</tbody></table>");
    }

    private string Office(Attendee member) => In((member.IsChair ? Role.CommitteeChair : Role.CommitteeMember).Name);

    private string Names(IEnumerable<LocalizedText> names) => string.Join(language == "ar" ? "، " : ", ", names.Select(In));

    private void Line(string tag, string text) => _html.Append(CultureInfo.InvariantCulture, $"<{tag}>{WebUtility.HtmlEncode(text)}</{tag}>");

    private string In(LocalizedText text) => text.In(language);

    private string Text(string key) => PageTexts.Get(language, key);

    private string Format(string key, params ReadOnlySpan<object> values) => PageTexts.Format(language, key, values);
}
