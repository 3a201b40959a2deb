using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.BadInput;

public sealed class WhenARequestForACaseIsBad(HostFactory host) : IClassFixture<HostFactory>, IAsyncLifetime
{
    private const string Path = "/api/v1/associations/natiq/cases";
    private const string Whole = """{"channel":"phone","service":"support","applicant":{"fullName":"شخص تجريبي","mobile":"0512345678"}}""";

    private Team _team = null!;

    private Snapshot _before = null!;

    public async Task InitializeAsync()
    {
        _team = await Team.HireAsync(host, "natiq");
        await _team.OpenCaseAsync(); // also signs the officer in
        _before = await Snapshot.TakeAsync(host);
    }

    public async Task DisposeAsync()
    {
        _team.Dispose();
        await _before.DisposeAsync();
    }

    [Theory]
    [InlineData("""{"channel":"branch-delegate"}""", "unknown-channel", "channel")]
    [InlineData("""{"channel":"CHANNEL"}""", "unknown-channel", "channel")]
    [InlineData("""{"channel":""}""", "unknown-channel", "channel")]
    [InlineData("""{"service":"groceries"}""", "unknown-service", "service")]
    [InlineData("""{"applicant":{"fullName":"شخص","nationalId":"1000000000"}}""", "national-id-doubtful", "applicant.nationalId")]
    [InlineData("""{"applicant":{"fullName":"شخص","nationalId":"12345"}}""", "national-id-doubtful", "applicant.nationalId")]
    [InlineData("""{"applicant":{"fullName":"شخص","nationalId":"3000000000"}}""", "national-id-doubtful", "applicant.nationalId")]
    [InlineData("""{"applicant":{"fullName":"شخص","mobile":"0612345678"}}""", "mobile-invalid", "applicant.mobile")]
    [InlineData("""{"applicant":{"fullName":"شخص"}}""", "contact-required", "applicant.mobile")]
    [InlineData("""{"applicant":{"fullName":"  ","mobile":"0512345678"}}""", "name-required", "applicant.fullName")]
    [InlineData("""{"applicant":{"fullName":"ـــ","mobile":"0512345678"}}""", "name-required", "applicant.fullName")]
    [InlineData("""{"applicant":{"fullName":"شخص","mobile":"0512345678","dateOfBirth":"1410-13-01"}}""", "date-of-birth-invalid", "applicant.dateOfBirth")]
    public async Task A_value_a_rule_forbids_is_refused_naming_the_field(string change, string code, string field)
    {
        using var answer = await PostAsync(Changed(change));

        var problem = await answer.IsProblemAsync(422, code);
        Assert.Equal(field, problem.Text("field"));
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        await _before.NothingWasWrittenAsync();
    }

    [Theory]
    [InlineData("applicant.fullName", "name-too-long", 201)]
    [InlineData("needs", "text-too-long", 4001)]
    public async Task A_text_beyond_its_limit_is_refused_with_the_limit(string field, string code, int length)
    {
        var text = new string('ن', length);
        using var answer = await _team.Officer.OpenAsync("natiq", new
        {
            channel = "phone", service = "support", needs = field == "needs" ? text : null,
            applicant = new { fullName = field == "needs" ? "شخص" : text, mobile = "0512345678" },
        });

        Assert.Equal(length - 1, (await answer.IsProblemAsync(422, code)).GetProperty("maximum").GetInt32());
        await _before.NothingWasWrittenAsync();
    }

    [Fact]
    public async Task Every_wrong_field_is_told_at_once_in_both_languages()
    {
        var bad = Changed("""{"channel":"pigeon","service":"groceries","applicant":{"fullName":"","nationalId":"1","mobile":"2","dateOfBirth":"3"}}""");
        using var answer = await PostAsync(bad);

        var problem = await answer.IsProblemAsync(422, "unknown-channel");
        var errors = problem.GetProperty("errors");
        Assert.Equal(
            ["channel", "service", "applicant.fullName", "applicant.nationalId", "applicant.mobile", "applicant.dateOfBirth"],
            errors.EnumerateObject().Select(error => error.Name));
        Assert.All(errors.EnumerateObject(), error => Assert.NotEmpty(Assert.Single(error.Value.EnumerateArray()).Text("code")));
        await _before.NothingWasWrittenAsync();
    }

    [Theory]
    [InlineData("", 400, "body-required", null)]
    [InlineData("null", 400, "body-required", null)]
    [InlineData("{}", 400, "member-required", "channel, service, applicant")]
    [InlineData("""{"channel":"phone","service":"support"}""", 400, "member-required", "applicant")]
    [InlineData("""{"channel":"phone","service":"support","applicant":null}""", 400, "member-invalid", "applicant")]
    [InlineData("""{"channel":"phone","service":"support","applicant":{"fullName":"شخص","mobile":512345678}}""", 400, "member-invalid", "applicant.mobile")]
    [InlineData("""{"channel":"phone","service":"support","applicant":{"fullName":"شخص","mobile":"0512345678","iban":"x"}}""", 400, "unknown-member", "applicant.iban")]
    [InlineData("""{"channel":"phone","service":"support","applicant":{"fullName":"شخص","mobile":"0512345678"},"stage":"Closed"}""", 400, "unknown-member", "stage")]
    [InlineData("""{"channel":"phone","service":"support","applicant":{"fullName":"\ud800","mobile":"0512345678"}}""", 400, "member-invalid", "applicant.fullName")]
    [InlineData("""{"channel":"phone",""", 400, "malformed-json", null)]
    public async Task A_body_that_cannot_be_read_is_refused_naming_the_member(string body, int status, string code, string? field)
    {
        using var answer = await PostAsync(body);

        var problem = await answer.IsProblemAsync(status, code);
        Assert.Equal(field, problem.TryGetProperty("field", out var named) ? named.GetString() : null);
        await _before.NothingWasWrittenAsync();
    }

    [Fact]
    public async Task A_body_that_is_too_large_or_no_json_is_refused_unread()
    {
        using var large = await PostAsync(Changed($$"""{"needs":"{{new string('a', 1024 * 1024)}}"}"""));
        using var form = await _team.Officer.Client.PostAsync(Path, new FormUrlEncodedContent([new("channel", "phone")]));

        await large.IsProblemAsync(413, "body-too-large");
        await form.IsProblemAsync(415, "content-type-not-accepted");
        await _before.NothingWasWrittenAsync();
    }

    [Theory]
    [InlineData(null, "ar", "الطلب غير مقروء")]
    [InlineData("ar-SA,en;q=0.5", "ar", "الطلب غير مقروء")]
    [InlineData("en", "en", "The request cannot be read")]
    public async Task A_refusal_speaks_the_readers_language(string? accept, string language, string title)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Accept-Language", accept);

        using var answer = await _team.Officer.Client.SendAsync(request);

        var problem = await answer.IsProblemAsync(400, "member-required");
        Assert.Equal(title, problem.Text("title"));
        Assert.Equal([language], answer.Content.Headers.ContentLanguage);
    }

    [Fact]
    public async Task An_association_that_is_unknown_or_not_ones_own_does_not_exist()
    {
        foreach (var key in new[] { "no-such", "maman", "NATIQ", "..%2Fnatiq" })
        {
            using var open = await _team.Officer.Client.PostAsync($"/api/v1/associations/{key}/cases", new StringContent(Whole, Encoding.UTF8, "application/json"));
            using var profile = await _team.Officer.Client.GetAsync($"/api/v1/associations/{key}");
            await open.IsProblemAsync(404, "no-such-association");
            await profile.IsProblemAsync(404, "no-such-association");
        }

        await _before.NothingWasWrittenAsync();
    }

    [Fact]
    public async Task Nobody_without_a_token_and_no_role_but_intakes_opens_a_case()
    {
        using var stranger = host.CreateClient();
        using var unknown = await stranger.PostAsync(Path, new StringContent(Whole, Encoding.UTF8, "application/json"));
        await unknown.IsProblemAsync(401, "sign-in-required");

        foreach (var role in Role.All.Except([Role.RelationsOfficer, Role.RelationsSupervisor, Role.BranchDelegate, Role.Administrator]))
        {
            using var answer = await _team[role].Client.PostAsync(Path, new StringContent(Whole, Encoding.UTF8, "application/json"));
            await answer.IsProblemAsync(403, "role-required");
        }

        await _before.NothingWasWrittenAsync();
    }

    [Fact]
    public async Task A_role_of_another_association_does_not_count_here()
    {
        using var elsewhere = await host.EmployAsync(("maman", Role.RelationsOfficer), ("natiq", Role.Auditor));

        using var answer = await elsewhere.OpenAsync("natiq", Request.For(Somebody.New()));

        await answer.IsProblemAsync(403, "may-not-open-cases");
    }

    [Fact]
    public async Task A_branch_delegate_enters_what_came_in_at_the_branch_alone()
    {
        using var bakkah = await Team.HireAsync(host, "bakkah");
        using var byPhone = await bakkah[Role.BranchDelegate].OpenAsync("bakkah", Request.For(Somebody.New(), "phone"));
        using var atBranch = await bakkah[Role.BranchDelegate].OpenAsync("bakkah", Request.For(Somebody.New(), "branch-delegate"));

        await byPhone.IsProblemAsync(403, "may-not-use-channel");
        await atBranch.OkAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_doubtful_national_id_passes_by_a_supervisors_word_alone_and_the_word_is_on_record()
    {
        object Asked(string? reason) => new
        {
            channel = "phone", service = "support", acceptedWarnings = new[] { "national-id" }, warningReason = reason,
            applicant = new { fullName = "شخص تجريبي", nationalId = "12" },
        };
        using var officer = await _team.Officer.OpenAsync("natiq", Asked("طوبق مع الأصل"));
        using var silent = await _team[Role.RelationsSupervisor].OpenAsync("natiq", Asked(" "));
        await officer.IsProblemAsync(403, "may-not-pass-warning");
        await silent.IsProblemAsync(422, "warning-reason-required");
        await _before.NothingWasWrittenAsync();

        using var supervisor = await _team[Role.RelationsSupervisor].OpenAsync("natiq", Asked("طوبق مع الأصل"));

        var id = (await supervisor.OkAsync(HttpStatusCode.Created)).Text("id");
        var opened = (await _team[Role.RelationsSupervisor].HistoryAsync(id))[0];
        Assert.Equal("طوبق مع الأصل", opened.Text("reason"));
        Assert.Equal("NotTenDigits", opened.GetProperty("data").GetProperty("passedWarnings")[0].Text("doubt"));
        Assert.DoesNotContain("12", (await _team.Officer.CaseAsync(id)).GetProperty("applicant").Text("nationalIdMasked"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('٠', "٠", "١٤١٠-٠٥-٠٣", 1)]
    [InlineData('۰', "+۹۶۶ ", "۱۹۸۹/۱۲/۰۲", 2)]
    [InlineData('0', "00966-", "1410-05-03", 1)]
    public async Task Digits_of_any_keyboard_are_read_and_kept_in_one_form(char zero, string prefix, string born, int day)
    {
        var person = Somebody.New();
        string Typed(string digits) => string.Concat(digits.Select(digit => (char)(zero + digit - '0')));
        using var answer = await _team.Officer.OpenAsync("natiq", new
        {
            channel = "phone", service = "support",
            applicant = new { fullName = person.FullName, nationalId = Typed(person.NationalId), mobile = prefix + Typed(person.Mobile[1..]), dateOfBirth = born },
        });

        var id = (await answer.OkAsync(HttpStatusCode.Created)).Text("id");
        var applicant = (await _team.Officer.CaseAsync(id)).GetProperty("applicant");
        Assert.Equal("+966" + person.Mobile[1..], applicant.Text("mobile"));
        Assert.Equal("•••••••" + person.NationalId[^3..], applicant.Text("nationalIdMasked"));
        var row = await host.LookAsync(db => db.Cases.Where(one => one.Id == id).Join(db.Applicants, one => one.ApplicantId, one => one.Id, (_, found) => found).SingleAsync());
        Assert.Equal((new DateOnly(1989, 12, day), born), (row.BirthDate!.Value, row.BirthDateAsTyped));
    }

    [Fact]
    public async Task Markup_is_kept_as_the_text_it_is_and_never_as_markup()
    {
        const string Needs = "<script>alert('x')</script> & \"quoted\" \u202eabc\n'; DROP TABLE cases;--";
        using var answer = await _team.Officer.OpenAsync("natiq", new { channel = "phone", service = "support", needs = Needs, applicant = new { fullName = "<b>شخص</b>", mobile = "0512345699" } });

        var id = (await answer.OkAsync(HttpStatusCode.Created)).Text("id");
        using var raw = await _team.Officer.Client.GetAsync($"/api/v1/cases/{id}");
        Assert.Equal(Needs, (await raw.OkAsync()).Text("needs"));
        Assert.Equal("application/json", raw.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("<script>", await raw.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_request_of_one_person_for_one_service_is_told_the_number_of_the_first()
    {
        var person = Somebody.New();
        using var first = await _team.Officer.OpenAsync("natiq", Request.For(person));
        var number = (await first.OkAsync(HttpStatusCode.Created)).Text("number");
        await using var opened = await Snapshot.TakeAsync(host);

        using var second = await _team.Officer.OpenAsync("natiq", Request.For(person with { FullName = "اسم آخر" }));

        Assert.Equal(number, (await second.IsProblemAsync(409, "case-already-open")).Text("number"));
        await opened.NothingWasWrittenAsync();

        using var another = await _team.Officer.OpenAsync("natiq", Request.For(person, service: "speech-therapy"));
        using var bakkah = await Team.HireAsync(host, "bakkah");
        using var elsewhere = await bakkah.Officer.OpenAsync("bakkah", Request.For(person));
        await another.OkAsync(HttpStatusCode.Created);
        await elsewhere.OkAsync(HttpStatusCode.Created);
    }

    private Task<HttpResponseMessage> PostAsync(string body) => _team.Officer.Client.PostAsync(Path, new StringContent(body, Encoding.UTF8, "application/json"));

    /// <summary>A good request with some members replaced.</summary>
    private static string Changed(string change)
    {
        var request = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Whole)!;
        foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(change)!)
        {
            request[name] = value;
        }

        return JsonSerializer.Serialize(request);
    }
}
