using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;

namespace CaseWorkflows.Host.Tests.Cases;

public sealed class CaseSearchTests(HostFactory host) : IClassFixture<HostFactory>, IAsyncLifetime
{
    private Team _team = null!;

    public async Task InitializeAsync() => _team = await Team.HireAsync(host, "natiq");

    public Task DisposeAsync()
    {
        _team.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("أحمد الطرفة", "احمد الطرفه")]
    [InlineData("احمد الساحه", "أحمد الساحة")]
    [InlineData("إيمان المنى", "ايمان المني")]
    [InlineData("مُحَمَّـــد التجريبي", "محمد التجريبي")]
    [InlineData("آلاء مؤنس", "الاء مؤنس")]
    [InlineData("شخص ٢٤٧", "247")]
    [InlineData("Test Person", "test PERSON")]
    [InlineData("نص%غريب_هنا", "%غريب_")]
    public async Task A_name_is_found_however_it_is_spelt(string name, string typed)
    {
        var id = await _team.OpenCaseAsync(Request.For(Somebody.New(name)));
        await _team.OpenCaseAsync();

        var found = await _team.Officer.CasesAsync($"q={Uri.EscapeDataString(typed)}");

        Assert.Equal(id, Assert.Single(found).Text("id"));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData(" {0} ")]
    [InlineData("{1}")]
    public async Task A_number_is_found_in_small_letters_and_arabic_digits_too(string typed)
    {
        var id = await _team.OpenCaseAsync();
        var number = (await _team.Officer.CaseAsync(id)).Text("number");
        var arabic = string.Concat(number.ToLowerInvariant().Select(letter => char.IsAsciiDigit(letter) ? (char)('٠' + letter - '0') : letter));

        var found = await _team.Officer.CasesAsync($"q={Uri.EscapeDataString(typed.Replace("{0}", number, StringComparison.Ordinal).Replace("{1}", arabic, StringComparison.Ordinal))}");

        Assert.Equal(id, Assert.Single(found).Text("id"));
    }

    [Fact]
    public async Task Wildcards_a_person_types_are_letters_like_any_other()
    {
        await _team.OpenCaseAsync();

        Assert.Empty(await _team.Officer.CasesAsync("q=%25%25"));
        Assert.Empty(await _team.Officer.CasesAsync("q=___"));
        Assert.Empty(await _team.Officer.CasesAsync($"q={Uri.EscapeDataString("\\")}"));
    }

    [Fact]
    public async Task Neither_name_nor_number_is_found_from_another_association()
    {
        var id = await _team.OpenCaseAsync(Request.For(Somebody.New("اسم نادر جدا")));
        using var elsewhere = await host.EmployAsync(("maman", Role.RelationsOfficer));

        Assert.Empty(await elsewhere.CasesAsync($"q={Uri.EscapeDataString("اسم نادر جدا")}"));
        Assert.Empty(await elsewhere.CasesAsync($"q={(await _team.Officer.CaseAsync(id)).Text("number")}"));
    }

    [Theory]
    [InlineData("Verification")]
    [InlineData("verification")]
    public async Task Cases_are_listed_by_stage_newest_first_without_saying_who_it_is(string stage)
    {
        var older = await _team.OpenCaseAsync();
        host.Clock.Pass(TimeSpan.FromMinutes(1));
        var newer = await _team.OpenCaseAsync();
        await _team.DoAsync(older, "receive", Role.RelationsOfficer, "Received");
        await _team.DoAsync(newer, "receive", Role.RelationsOfficer, "Received");

        var listed = await _team.Officer.CasesAsync($"stage={stage}&association=natiq");

        Assert.Equal([newer, older], listed.Take(2).Select(one => one.Text("id")));
        Assert.All(listed, one => Assert.Equal("Verification", one.Text("stage")));
        Assert.All(listed, one => Assert.DoesNotContain("شخص", one.GetRawText(), StringComparison.Ordinal));
    }
}
