using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CaseWorkflows.Host.Tests.Staff;

namespace CaseWorkflows.Host.Tests.CaseFiles;

/// <summary>Files as people bring them, each with as many bytes as its kind is told by, and a browser that attaches them.</summary>
internal static class Papers
{
    private static int _count;

    /// <summary>A PDF no other has the content of.</summary>
    public static byte[] Pdf() => Encoding.UTF8.GetBytes($"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj % {Interlocked.Increment(ref _count)}\n%%EOF");

    public static byte[] Jpeg() => [0xFF, 0xD8, 0xFF, 0xE0, .. Encoding.ASCII.GetBytes($"JFIF{Interlocked.Increment(ref _count)}")];

    public static byte[] Zip() => [.. "PK\u0003\u0004"u8, .. new byte[26], .. "notes.txt"u8, .. "PK\u0005\u0006"u8, .. new byte[18]];

    /// <summary>Sends the case page's form with files, as a browser does, and follows the redirect.</summary>
    public static Task<VisitedPage> AttachAsync(this Visitor visitor, VisitedPage page, (byte[] Content, string Name, string Type)[] files, HttpStatusCode expected = HttpStatusCode.OK, params (string Name, string Value)[] fields)
        => visitor.AttachToAsync(page, "file", files, expected, fields);

    /// <summary>The same for the one form on a page that takes files, in the field of that name. No file sends the field empty, as browsers do.</summary>
    public static async Task<VisitedPage> AttachToAsync(
        this Visitor visitor, VisitedPage page, string input, (byte[] Content, string Name, string Type)[] files, HttpStatusCode expected = HttpStatusCode.OK, params (string Name, string Value)[] fields)
    {
        var form = (IHtmlFormElement)page.One("form[enctype='multipart/form-data']");
        using var content = new MultipartFormDataContent { HeaderEncodingSelector = (_, _) => Encoding.UTF8 }; // as browsers do
        foreach (var field in page.FieldsOf(form).Where(field => !fields.Any(filled => filled.Name == field.Key)).Concat(fields.Select(filled => KeyValuePair.Create(filled.Name, filled.Value))))
        {
            content.Add(new StringContent(field.Value), field.Key);
        }

        foreach (var (bytes, name, type) in files)
        {
            var part = new ByteArrayContent(bytes);
            part.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{input}\"; filename=\"{name.Replace("\"", "%22", StringComparison.Ordinal)}\"");
            content.Add(part);
        }

        if (files.Length == 0)
        {
            content.Add(new StringContent(""), input);
        }

        var address = form.GetAttribute("action") is { Length: > 0 } action ? action : page.Address.Split('?')[0];
        using var answer = await visitor.Client.PostAsync(address, content);
        if (answer.StatusCode == HttpStatusCode.SeeOther)
        {
            return await visitor.OpenAsync(answer.Headers.Location!.OriginalString, expected);
        }

        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{address}: {(int)answer.StatusCode} {body}");
        return new(address, answer.StatusCode, new HtmlParser().ParseDocument(body));
    }

    /// <summary>The same with one file.</summary>
    public static Task<VisitedPage> AttachAsync(this Visitor visitor, VisitedPage page, byte[] content, string name, string type, HttpStatusCode expected = HttpStatusCode.OK, params (string Name, string Value)[] fields)
        => visitor.AttachAsync(page, [(content, name, type)], expected, fields);

    /// <summary>In English from now on.</summary>
    public static async Task ReadEnglishAsync(this Visitor visitor)
    {
        using var form = new FormUrlEncodedContent([new("language", "en"), new("return", "/")]);
        using var answer = await visitor.Client.PostAsync("/preferences", form);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }
}
