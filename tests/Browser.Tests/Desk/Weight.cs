using Microsoft.Playwright;

namespace CaseWorkflows.Browser.Tests.Desk;

/// <summary>What crosses the wire for a page in a browser that has seen none of it before, compressed as it comes.</summary>
internal sealed class Weight
{
    private readonly IPage _page;
    private long _bytes;

    private Weight(IPage page) => _page = page;

    /// <summary>From now on the page's browser keeps nothing, so every visit is a first one.</summary>
    public static async Task<Weight> OnAsync(IPage page)
    {
        var weight = new Weight(page);
        var session = await page.Context.NewCDPSessionAsync(page);
        session.Event("Network.loadingFinished").OnEvent += (_, told) => Interlocked.Add(ref weight._bytes, (long)told!.Value.GetProperty("encodedDataLength").GetDouble());
        await session.SendAsync("Network.enable");
        await session.SendAsync("Network.setCacheDisabled", new Dictionary<string, object> { ["cacheDisabled"] = true });
        return weight;
    }

    /// <summary>Bytes since the last time, once the page has all it asked for, its type included.</summary>
    public async Task<long> TakeAsync()
    {
        await _page.EvaluateAsync("() => document.fonts.ready");
        return Interlocked.Exchange(ref _bytes, 0);
    }
}
