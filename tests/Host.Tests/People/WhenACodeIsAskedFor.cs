using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.People;

/// <summary>The second factor, with an authenticator app of our own after RFC 6238.</summary>
public sealed class WhenACodeIsAskedFor(HostFactory host) : IClassFixture<HostFactory>
{
    [Fact]
    public async Task The_password_alone_no_longer_opens_the_account()
    {
        using var person = await Visitor.SignedInAsync(host, ("bakkah", Role.RegistrationClerk));
        var (key, recovery) = await TurnOnAsync(person);
        Assert.Equal(0, await host.LookAsync(context => context.UserTokens.CountAsync(row => row.UserId == person.Id && row.Value!.Contains(key))));

        using var elsewhere = new Visitor(Visitor.Stranger(host), person.Id, person.UserName);
        var asked = await PasswordAsync(elsewhere);
        Assert.True(asked.Has("input[name=code]"));
        Assert.Equal("/sign-in?return=%2Faccount", (await elsewhere.OpenAsync("/account")).Address);
        await elsewhere.SubmitAsync(asked, "form[action='/sign-in/code']", HttpStatusCode.Unauthorized, ("code", "000000"));
        await elsewhere.SubmitAsync(asked, "form[action='/sign-in/code']", ("code", recovery));
        Assert.Equal("/account", (await elsewhere.OpenAsync("/account")).Address);

        using var third = new Visitor(Visitor.Stranger(host), person.Id, person.UserName);
        await third.SubmitAsync(await PasswordAsync(third), "form[action='/sign-in/code']", HttpStatusCode.Unauthorized, ("code", recovery));
    }

    [Fact]
    public async Task A_code_opens_once()
    {
        using var person = await Visitor.SignedInAsync(host, ("bakkah", Role.RegistrationClerk));
        var (key, _) = await TurnOnAsync(person);
        var code = CodeOf(key);
        using var first = await host.CreateClient().PostAsJsonAsync("/api/v1/tokens", new { userName = person.UserName, password = HostFactory.Password, code });
        using var second = await host.CreateClient().PostAsJsonAsync("/api/v1/tokens", new { userName = person.UserName, password = HostFactory.Password, code });
        using var without = await host.CreateClient().PostAsJsonAsync("/api/v1/tokens", new { userName = person.UserName, password = HostFactory.Password });
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (first.StatusCode, second.StatusCode));
        await without.IsProblemAsync(401, "second-factor-required");
    }

    [Fact]
    public async Task Turning_it_off_asks_for_the_password()
    {
        using var person = await Visitor.SignedInAsync(host, ("bakkah", Role.RegistrationClerk));
        await TurnOnAsync(person);
        var account = await person.OpenAsync("/account");
        await person.SubmitAsync(account, "form[action='/account/second-factor/off']", HttpStatusCode.UnprocessableEntity, ("current", "a guess"));
        await person.SubmitAsync(account, "form[action='/account/second-factor/off']", ("current", HostFactory.Password));
        Assert.False(await host.LookAsync(context => context.Users.Where(row => row.Id == person.Id).Select(row => row.TwoFactorEnabled).SingleAsync()));
    }

    private static async Task<(string Key, string Recovery)> TurnOnAsync(Visitor person)
    {
        var setup = await person.OpenAsync("/account/second-factor");
        var key = setup.One("main code").TextContent.Replace(" ", "", StringComparison.Ordinal);
        Assert.StartsWith("data:image/svg+xml;base64,", setup.One(".cw-qr").GetAttribute("src"), StringComparison.Ordinal);
        await person.SubmitAsync(setup, "form[action='/account/second-factor']", HttpStatusCode.UnprocessableEntity, ("code", "12"));
        var codes = await person.SubmitAsync(setup, "form[action='/account/second-factor']", ("code", CodeOf(key)));
        return (key, codes.Document.QuerySelectorAll(".cw-codes code")[0].TextContent);
    }

    private static async Task<VisitedPage> PasswordAsync(Visitor visitor) => await visitor.SubmitAsync(
        await visitor.OpenAsync("/sign-in"), "form[action='/sign-in']", ("userName", visitor.UserName), ("password", HostFactory.Password));

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6238 as every app has it.")]
    private static string CodeOf(string key)
    {
        var secret = Base32(key);
        Span<byte> step = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
        var hash = HMACSHA1.HashData(secret, step);
        var offset = hash[^1] & 0xF;
        return (BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(offset, 4)) & 0x7FFFFFFF).ToString(CultureInfo.InvariantCulture)[^6..];
    }

    private static byte[] Base32(string text)
    {
        var bits = string.Concat(text.TrimEnd('=').Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(index => Convert.ToByte(bits.Substring(index * 8, 8), 2))];
    }
}
