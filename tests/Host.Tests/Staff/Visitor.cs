using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CaseWorkflows.Cases.People;
using Microsoft.AspNetCore.Mvc.Testing;

namespace CaseWorkflows.Host.Tests.Staff;

/// <summary>Somebody at a browser without JavaScript: opens pages, fills in forms, presses buttons. Follows the redirect after a form.</summary>
internal sealed class Visitor(HttpClient browser, string id, string userName) : IDisposable
{
    public string Id => id;

    public string UserName => userName;

    public HttpClient Client => browser;

    public static async Task<Visitor> SignedInAsync(HostFactory host, params (string Association, Role Role)[] appointments)
    {
        var userName = $"visitor-{Guid.NewGuid():N}";
        var id = await host.HireAsync(userName, appointments);
        return await SignedInAsync(host, userName, id);
    }

    public static async Task<Visitor> SignedInAsync(HostFactory host, string userName, string id, string password = HostFactory.Password)
    {
        var visitor = Stranger(host) is var stranger ? new Visitor(stranger, id, userName) : null!;
        var page = await visitor.OpenAsync("/sign-in");
        await visitor.SubmitAsync(page, "form[action='/sign-in']", ("userName", userName), ("password", password));
        return visitor;
    }

    /// <summary>A browser nobody has signed in with.</summary>
    public static HttpClient Stranger(HostFactory host)
    {
        var client = host.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true, BaseAddress = host.ClientOptions.BaseAddress });
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return client;
    }

    /// <summary>The page at an address; redirects are followed.</summary>
    public async Task<VisitedPage> OpenAsync(string address, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await browser.GetAsync(address);
        return await ReadAsync(answer, address, expected);
    }

    /// <summary>Sends a form as it stands on the page, with these fields filled in; a field named twice is sent twice, and null takes one out.</summary>
    public Task<VisitedPage> SubmitAsync(VisitedPage page, string form, params (string Name, string? Value)[] fields) => SubmitAsync(page, form, HttpStatusCode.OK, fields);

    /// <inheritdoc cref="SubmitAsync(VisitedPage, string, ValueTuple{string, string}[])"/>
    public async Task<VisitedPage> SubmitAsync(VisitedPage page, string form, HttpStatusCode expected, params (string Name, string? Value)[] fields)
    {
        var found = page.Document.QuerySelector(form) as IHtmlFormElement;
        Assert.True(found is not null, $"No form '{form}' on {page.Address}");
        var sent = page.FieldsOf(found).Where(field => !fields.Any(filled => filled.Name == field.Key))
            .Concat(fields.Where(filled => filled.Value is not null).Select(filled => KeyValuePair.Create(filled.Name, filled.Value!))).ToList();
        var address = found.GetAttribute("action") is { Length: > 0 } action ? action : page.Address;
        if (!string.Equals(found.Method, "post", StringComparison.OrdinalIgnoreCase))
        {
            return await OpenAsync(address.Split('?')[0] + "?" + string.Join('&', sent.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}")), expected);
        }

        using var content = Content(found, sent);
        using var answer = await browser.PostAsync(address, content);
        return await ReadAsync(answer, address, expected);
    }

    public void Dispose() => browser.Dispose();

    private static HttpContent Content(IHtmlFormElement form, List<KeyValuePair<string, string>> fields)
    {
        if (form.GetAttribute("enctype") != "multipart/form-data")
        {
            return new FormUrlEncodedContent(fields);
        }

        var parts = new MultipartFormDataContent();
        fields.ForEach(field => parts.Add(new StringContent(field.Value), field.Key));
        return parts;
    }

    private async Task<VisitedPage> ReadAsync(HttpResponseMessage answer, string address, HttpStatusCode expected)
    {
        if (answer.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.Found)
        {
            return await OpenAsync(answer.Headers.Location!.OriginalString, expected);
        }

        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{address}: {(int)answer.StatusCode} {body}");
        Assert.DoesNotContain("{person}", body, StringComparison.Ordinal); // on whichever page: the association has its own word
        return new(address, answer.StatusCode, new HtmlParser().ParseDocument(body));
    }
}

/// <summary>A page as it came.</summary>
internal sealed record VisitedPage(string Address, HttpStatusCode Status, IHtmlDocument Document)
{
    /// <summary>What a reader reads, blanks collapsed.</summary>
    public string Text => string.Join(' ', (Document.QuerySelector("main") ?? Document.DocumentElement).TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public IElement One(string selector) => Assert.Single(Document.QuerySelectorAll(selector));

    public bool Has(string selector) => Document.QuerySelector(selector) is not null;

    /// <summary>What a browser would send of a form as it stands, without pressing a named button.</summary>
    public IEnumerable<KeyValuePair<string, string>> FieldsOf(IHtmlFormElement form)
    {
        foreach (var element in Document.QuerySelectorAll("input[name], textarea[name], select[name]").Where(element => Owner(element) == form && !element.HasAttribute("disabled")))
        {
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio" } box when box.IsChecked:
                    yield return new(box.Name!, box.Value is { Length: > 0 } value ? value : "on");
                    break;
                case IHtmlInputElement { Type: "checkbox" or "radio" or "submit" or "button" or "file" }:
                    break;
                case IHtmlInputElement input:
                    yield return new(input.Name!, input.Value);
                    break;
                case IHtmlTextAreaElement area:
                    yield return new(area.Name!, area.Value);
                    break;
                case IHtmlSelectElement { IsMultiple: false } select:
                    yield return new(select.Name!, select.Value ?? "");
                    break;
            }
        }
    }

    private IElement? Owner(IElement element) => element.GetAttribute("form") is { } id ? Document.GetElementById(id) : element.Closest("form");
}
