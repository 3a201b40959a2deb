using System.Globalization;

namespace CaseWorkflows.Host.Trail;

/// <summary>What the address of the list of reads says, as it was typed.</summary>
public sealed record ReadsQuery(string Association)
{
    /// <summary>The id of whoever looked; null for anybody.</summary>
    public string? Reader { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    /// <summary>Where the page before ended, in UTC ticks; null for the newest.</summary>
    public long? After { get; init; }

    internal static ReadsQuery Of(HttpRequest request, string association)
    {
        string? Text(string field) => request.Query[field].ToString().Trim() is { Length: > 0 and <= 100 } typed ? typed : null;
        return new(association) { Reader = Text("reader"), From = Text("from"), To = Text("to"), After = long.TryParse(request.Query["after"], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) ? ticks : null };
    }

    /// <summary>The same list, further back.</summary>
    public string Older(long ticks) => Address(ticks);

    /// <summary>The same list from its newest.</summary>
    public string Newest => Address(null);

    private string Address(long? after) => "/trail/reads" + QueryString.Create(
        ((KeyValuePair<string, string?>[])[new("association", Association), new("reader", Reader), new("from", From), new("to", To), new("after", after?.ToString(CultureInfo.InvariantCulture))]).Where(pair => pair.Value is not null));
}

/// <summary>One reading of personal data, as an auditor sees it.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who; null for one nobody knows any more.</param>
/// <param name="What">The text key of the page or operation.</param>
/// <param name="Extent">The text key of how much was shown.</param>
/// <param name="Basis">The text key of what it rested on.</param>
/// <param name="Way">The text key of the way it came in.</param>
/// <param name="Purpose">What it was said to be for; null where nothing had to be said.</param>
/// <param name="Cases">The cases, by number; at most a few of them.</param>
/// <param name="More">How many cases there are beyond those.</param>
public sealed record ReadShown(
    DateTimeOffset At, CaseWorkflows.Cases.Text.LocalizedText? By, string What, string Extent, string Basis, string Way, string? Purpose, IReadOnlyList<(string Id, string Number)> Cases, int More);

/// <summary>Who looked at the data of an association's people.</summary>
public sealed record ReadsView(string Association, ReadsQuery Query, IReadOnlyList<ReadShown> Reads, IReadOnlyList<CasePages.Choice> Staff, IReadOnlyList<string> WrongDays, string? Older);
