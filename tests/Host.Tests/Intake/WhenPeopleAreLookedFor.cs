using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Cases.Intake;
using CaseWorkflows.Cases.Intake.Duplicates;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Intake;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Intake;

public sealed class WhenPeopleAreLookedFor : IAsyncLifetime
{
    private static readonly Somebody Noura = Somebody.New("نورة فهد الدوسري");

    private readonly HostFactory _host = new();
    private Team _team = null!;

    public async Task InitializeAsync()
    {
        _team = await Team.HireAsync(_host, "natiq");
        await _team.OpenCaseAsync(Request.For(Noura));
        await _team.OpenCaseAsync(Request.For(Somebody.New("منصور سالم الغامدي")));
    }

    public async Task DisposeAsync()
    {
        _team.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task They_are_found_by_id_mobile_and_name_in_any_digits_and_spelling()
    {
        string[] ways = [Noura.NationalId, Arabic(Noura.NationalId), Noura.Mobile, Arabic(Noura.Mobile), "+966" + Noura.Mobile[1..], "نوره دوسري", "الدوسري نورة", "نور"];
        foreach (var typed in ways)
        {
            var found = Assert.Single(await Finder.FindAsync(Clerk, "natiq", typed, default));
            Assert.Equal((Noura.FullName, "interview"), (found.FullName, found.LastChannel));
            Assert.EndsWith(Noura.NationalId[^3..], found.NationalId, StringComparison.Ordinal);
            Assert.DoesNotContain(Noura.NationalId, found.NationalId, StringComparison.Ordinal);
            Assert.DoesNotContain(Noura.Mobile[1..], found.Mobile, StringComparison.Ordinal);
            Assert.Equal("support", Assert.Single(found.Open).Service);
        }

        Assert.Empty(await Finder.FindAsync(Clerk, "natiq", "1000000000", default));
        Assert.Empty(await Finder.FindAsync(Clerk, "natiq", "...", default));
        Assert.Empty(await Finder.FindAsync(Clerk, "maman", Noura.NationalId, default));
    }

    [Theory]
    [InlineData("نوره فهد الدوسري", true, DuplicateStrength.Likely, "same mobile; the name differs only in ta marbuta")]
    [InlineData("نوره فهد الدوسري", false, DuplicateStrength.Possible, "the name differs only in ta marbuta")]
    [InlineData("نورة الدوسري", true, DuplicateStrength.Likely, "same mobile; the names are close; they differ in a father's or grandfather's name missing in one")]
    [InlineData("نورة فهد الدوسيري", false, DuplicateStrength.Possible, "the names are close; they differ in one letter")]
    [InlineData("سعاد علي الشهري", true, DuplicateStrength.Possible, "same mobile; the name is another, so it may be a relative's telephone")]
    public async Task Who_may_be_the_same_is_found_with_the_reasons(string name, bool sameMobile, DuplicateStrength strength, string why)
    {
        var found = Assert.Single(await Finder.DuplicatesAsync(Clerk, "natiq", Asking(name, sameMobile ? Noura.Mobile : "0559999999"), default));
        Assert.Equal((Noura.FullName, strength, why), (found.Person.FullName, found.Finding.Strength, found.Finding.Explanation.English));
    }

    [Theory]
    [InlineData("نورة سعد الدوسري", "0559999999")]
    [InlineData("خلود ماجد الثبيتي", "0559999999")]
    public async Task Others_are_not_taken_for_them(string name, string mobile) => Assert.Empty(await Finder.DuplicatesAsync(Clerk, "natiq", Asking(name, mobile), default));

    [Fact]
    public async Task Whom_the_register_knows_for_certain_is_not_asked_about()
        => Assert.Empty(await Finder.DuplicatesAsync(Clerk, "natiq", Asking("اسم آخر كله", "0559999999") with { NationalId = Noura.NationalId }, default));

    [SqliteFact("PostgreSQL looks through small tables, and rightly.")]
    public async Task They_are_found_along_indexes()
    {
        var plan = await _host.LookAsync(look => QueryPlan.OfAsync(look, NameBlocksSql.Of("natiq", ArabicText.Fold("نورة فهد محمد الدوسري"))!));
        Assert.DoesNotMatch(@"SCAN (case_words|c|cases|applicants)\b", plan);
    }

    private PeopleFinder Finder => _host.Services.GetRequiredService<PeopleFinder>();

    private CurrentCaller Clerk => CurrentCaller.SpokenFor(_host.Services, new("clerk", "natiq", new HashSet<string>(StringComparer.Ordinal) { Role.RelationsOfficer.Key }));

    private static AcceptedCase Asking(string name, string mobile) => new()
    {
        Channel = Channel.Phone, Service = new("support", LocalizedText.Same("x")), FullName = name, FoldedName = ArabicText.Fold(name), Mobile = "+966" + mobile[1..],
    };

    private static string Arabic(string digits) => string.Concat(digits.Select(digit => (char)('٠' + (digit - '0'))));
}
