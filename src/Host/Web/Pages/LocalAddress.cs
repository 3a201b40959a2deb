namespace CaseWorkflows.Host.Web.Pages;

/// <summary>Addresses somebody else may have written into a link: only a path of this service is followed.</summary>
internal static class LocalAddress
{
    /// <summary>The address if it is a path here, otherwise the front page.</summary>
    public static string Of(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.AsSpan().ContainsAny('\\', '\r', '\n') && !address.Any(char.IsControl)
            ? address
            : "/";
}

/// <summary>After a form: look at this page, with GET.</summary>
internal sealed class SeeOther(string address) : IResult
{
    public static SeeOther To(string address) => new(address);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = EscapedAscii(address);
        httpContext.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    private static string EscapedAscii(string address) => address.All(char.IsAscii) ? address : new Uri(new Uri("http://local"), address) is var whole ? whole.PathAndQuery : "/";
}
