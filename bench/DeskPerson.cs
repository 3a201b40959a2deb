using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace CaseWorkflows.Bench;

/// <summary>Somebody at a browser: opens pages, reads them for a moment, takes tasks and ends them. Times are from a request to the last byte of its answer.</summary>
internal sealed partial class DeskPerson : IDisposable
{
    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All }) { BaseAddress = new(DeskHost.Address) };
    private readonly Random _chance;
    private readonly bool _leads;
    private readonly ConcurrentDictionary<string, ConcurrentBag<double>> _times;
    private readonly ConcurrentBag<string> _errors;

    public DeskPerson(int number, ConcurrentDictionary<string, ConcurrentBag<double>> times, ConcurrentBag<string> errors)
    {
        (_chance, _leads, _times, _errors) = (new(number), number % DeskHost.Led == 0, times, errors);
        _browser.DefaultRequestHeaders.Add("Accept", "text/html");
        _browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
    }

    /// <summary>How many tasks this person has ended.</summary>
    public int Done { get; private set; }

    public async Task SignInAsync(string userName)
    {
        var page = await OpenAsync("sign-in", "/sign-in");
        await SendAsync("sign-in", "/sign-in", page, ("userName", userName), ("password", DeskHost.Password));
    }

    /// <summary>Comes to work some time within the longest pause: a hundred people do not press the same key at once.</summary>
    public Task ArriveAsync(int longest) => Task.Delay(_chance.Next(longest));

    /// <summary>One round of a day's work.</summary>
    /// <param name="think">How long a page is read; the least and the most.</param>
    public async Task WorkAsync((int Least, int Most) think)
    {
        var place = _chance.Next(1, 100);
        var inbox = await OpenAsync("inbox", $"/inbox?scope=available&page={place}");
        await ThinkAsync(think);
        var offered = Claims().Matches(inbox).Select(match => match.Groups["task"].Value).ToList();
        if (offered.Count > 0)
        {
            await TakeAsync(offered[_chance.Next(offered.Count)], $"/inbox?scope=available&page={place}", inbox, think);
        }

        if (Cases().Matches(inbox) is { Count: > 0 } cases)
        {
            await OpenAsync("case", cases[_chance.Next(cases.Count)].Value);
            await ThinkAsync(think);
        }

        await OpenAsync("cases found by name", $"/cases?q={Uri.EscapeDataString(new Names(_chance.Next()).Family())}");
        await ThinkAsync(think);
        await OpenAsync("counts", "/inbox/counts");
        if (_leads)
        {
            await OpenAsync("overview", "/dashboard");
            await ThinkAsync(think);
        }
    }

    public void Dispose() => _browser.Dispose();

    private async Task TakeAsync(string task, string address, string inbox, (int Least, int Most) think)
    {
        var page = await SendAsync("claim", address, inbox, ("claim", task));
        if (!page.Contains("id=\"task-form\"", StringComparison.Ordinal))
        {
            return; // somebody was quicker, and the page says so
        }

        await ThinkAsync(think);
        await SendAsync("draft", $"/tasks/{task}", page, ("do", "draft"), ("data.need", "تحتاج الأسرة إلى سداد الإيجار."));
        page = await OpenAsync("task", $"/tasks/{task}");
        await ThinkAsync(think);
        await SendAsync("complete", $"/tasks/{task}", page, ("action", "Received"), ("data.need", "تحتاج الأسرة إلى سداد الإيجار."));
        Done++;
    }

    private Task ThinkAsync((int Least, int Most) think) => Task.Delay(_chance.Next(think.Least, think.Most + 1));

    private Task<string> OpenAsync(string what, string address) => AskAsync(what, () => _browser.GetAsync(address));

    /// <summary>Sends a page's hidden fields with these, and follows the way it is shown.</summary>
    private Task<string> SendAsync(string what, string address, string page, params (string Name, string Value)[] fields) => AskAsync(what, () => _browser.PostAsync(address, new FormUrlEncodedContent(
        Hidden().Matches(page[Math.Max(0, page.IndexOf("<main", StringComparison.Ordinal))..]).Select(field => KeyValuePair.Create(field.Groups["name"].Value, WebUtility.HtmlDecode(field.Groups["value"].Value))).DistinctBy(field => field.Key)
            .Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))))));

    private async Task<string> AskAsync(string what, Func<Task<HttpResponseMessage>> ask)
    {
        var started = Stopwatch.GetTimestamp();
        using var answer = await ask();
        var body = await answer.Content.ReadAsStringAsync();
        _times.GetOrAdd(what, _ => []).Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        if (answer.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.Found)
        {
            var to = answer.Headers.Location!.OriginalString;
            return await OpenAsync(to.StartsWith("/tasks/", StringComparison.Ordinal) ? "task" : "inbox", to);
        }

        if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Conflict))
        {
            _errors.Add($"{what}: {(int)answer.StatusCode} {MainText().Match(body).Value}");
        }

        return body;
    }

    [GeneratedRegex("""name="claim" value="(?<task>[^"]+)""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Claims();

    [GeneratedRegex("""/cases/[0-9a-f]{32}""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Cases();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hidden();

    [GeneratedRegex("""(?s)<main.{0,600}""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MainText();
}
