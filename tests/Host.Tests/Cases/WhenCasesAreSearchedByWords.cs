using System.Text.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Intake;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Cases;

public sealed class WhenCasesAreSearchedByWords : IAsyncLifetime
{
    private readonly HostFactory _host = new();
    private Team _team = null!;

    public async Task InitializeAsync() => _team = await Team.HireAsync(_host, "natiq");

    public async Task DisposeAsync()
    {
        _team.Dispose();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("ليلى سعد التجريبي")]
    [InlineData("التجريبي ليلى")]
    [InlineData("سعد التجر")]
    [InlineData("ليلى تجريبي")]
    [InlineData("ليل")]
    [InlineData("ل")]
    [InlineData("ال")]
    [InlineData("تجر")]
    [InlineData("التجريبي")]
    [InlineData("سعد، ليلى")]
    [InlineData("ليلى ليلى")]
    public async Task Words_are_found_in_any_order_without_their_article_and_the_last_by_its_beginning(string typed)
    {
        var id = await OpenAsync("ليلى سعد التجريبي");
        await OpenAsync("منصور مجرب");

        Assert.Equal([id], await FoundAsync(typed));
    }

    [Theory]
    [InlineData("ليل سعد")]
    [InlineData("ليلى منصور")]
    [InlineData("جريبي")]
    [InlineData("ليلى سعد تجريبيان")]
    [InlineData("السعد")]
    public async Task Every_word_must_be_there_whole_but_the_last(string typed)
    {
        await OpenAsync("ليلى سعد التجريبي");
        await OpenAsync("منصور مجرب");

        Assert.Empty(await FoundAsync(typed));
    }

    [Fact]
    public async Task The_newest_come_first_and_pages_hold_each_case_once()
    {
        var opened = new List<string>();
        for (var count = 0; count < 5; count++)
        {
            opened.Insert(0, await OpenAsync($"منيرة منير الأولى{(char)('ا' + count)}")); // two words that begin alike
            _host.Clock.Pass(TimeSpan.FromMinutes(1));
        }

        var pages = new List<string>();
        for (var page = 1; page <= 3; page++)
        {
            var answer = await PageAsync($"q={Uri.EscapeDataString("مني")}&page={page}&pageSize=2");
            Assert.Equal((5, true), (answer.GetProperty("totalCount").GetInt32(), answer.GetProperty("totalIsExact").GetBoolean()));
            pages.AddRange(answer.GetProperty("items").EnumerateArray().Select(item => item.Text("id")));
        }

        Assert.Equal(opened, pages);
    }

    [Fact]
    public async Task A_stage_narrows_what_is_found_by_name_and_by_number()
    {
        var (moved, waiting) = (await OpenAsync("سلوى المنقولة"), await OpenAsync("سلوى المنتظرة"));
        await _team.DoAsync(moved, "receive", Role.RelationsOfficer, "Received");
        var number = (await _team.Officer.CaseAsync(moved)).Text("number");

        Assert.Equal([moved], await FoundAsync("سلوى", "&stage=Verification"));
        Assert.Equal([waiting], await FoundAsync("سلوى", "&stage=Reception"));
        Assert.Equal([moved], await FoundAsync(number, "&stage=Verification"));
        Assert.Empty(await FoundAsync(number, "&stage=Reception"));
    }

    [Fact]
    public async Task Several_associations_are_one_list_and_one_of_them_is_left_out_on_request()
    {
        using var maman = await Team.HireAsync(_host, "maman");
        using var both = await _host.EmployAsync(("natiq", Role.RelationsOfficer), ("maman", Role.RelationsOfficer));
        var older = await OpenAsync("هيفاء المشتركة");
        _host.Clock.Pass(TimeSpan.FromMinutes(1));
        var newer = await maman.OpenCaseAsync(Request.For(Somebody.New("هيفاء المشتركة")));

        Assert.Equal([newer, older], (await both.CasesAsync($"q={Uri.EscapeDataString("هيفاء")}")).Select(item => item.Text("id")));
        Assert.Equal([newer, older], (await both.CasesAsync("")).Select(item => item.Text("id")));
        Assert.Equal([older], (await both.CasesAsync($"q={Uri.EscapeDataString("هيفاء")}&association=natiq")).Select(item => item.Text("id")));
        Assert.Empty(await both.CasesAsync($"q={Uri.EscapeDataString("هيفاء")}&association=bakkah"));
    }

    [Fact]
    public async Task A_person_is_found_under_a_new_name_with_all_their_cases_and_no_longer_under_the_old()
    {
        var somebody = Somebody.New("عبير السابقة");
        var (first, second) = (await _team.OpenCaseAsync(Request.For(somebody)), await _team.OpenCaseAsync(Request.For(somebody, service: "speech-therapy")));
        var applicant = await _host.LookAsync(look => look.Cases.Where(row => row.Id == first).Select(row => row.ApplicantId).SingleAsync());

        await _host.Services.GetRequiredService<UnitOfWork>().WriteAsync<bool>(async (tx, ct) =>
        {
            await ApplicantRegister.RenameInTx(tx, applicant, "عبير اللاحقة", ct);
            return true;
        }, default);

        Assert.Empty(await FoundAsync("السابقة"));
        Assert.Equal(new[] { first, second }.Order(StringComparer.Ordinal), (await FoundAsync("عبير اللاحقة")).Order(StringComparer.Ordinal));
        Assert.Equal("عبير اللاحقة", (await _team.Officer.CaseAsync(second)).GetProperty("applicant").Text("fullName"));
    }

    [Fact]
    public async Task A_case_found_again_by_its_person_stands_under_the_name_the_register_has()
    {
        var somebody = Somebody.New("رابعة الأصلية");
        await _team.OpenCaseAsync(Request.For(somebody));
        var again = await _team.OpenCaseAsync(Request.For(somebody with { FullName = "رابعة المكتوبة" }, service: "speech-therapy"));

        Assert.Contains(again, await FoundAsync("الأصلية"));
        Assert.Empty(await FoundAsync("المكتوبة"));
    }

    [Fact]
    public async Task No_number_of_a_person_stands_among_the_words()
    {
        await _team.OpenCaseAsync();

        var words = await _host.LookAsync(look => look.CaseWords.Select(row => row.Word + row.Name).ToListAsync());

        Assert.NotEmpty(words);
        Assert.DoesNotContain(words, word => word.Any(char.IsAsciiDigit));
    }

    private Task<string> OpenAsync(string name) => _team.OpenCaseAsync(Request.For(Somebody.New(name)));

    private async Task<string[]> FoundAsync(string typed, string more = "") => [.. (await _team.Officer.CasesAsync($"q={Uri.EscapeDataString(typed)}{more}")).Select(item => item.Text("id"))];

    private Task<JsonElement> PageAsync(string query) => _team.Officer.GetAsync($"/api/v1/cases?{query}");
}
