using System.Net;
using System.Text.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Documents;
using CaseWorkflows.Host.FollowUp;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tests.CaseFiles;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Intake;

public sealed class WhenARequestIsEntered : IAsyncLifetime
{
    private readonly HostFactory _host = new();
    private Team _team = null!;
    private Visitor _officer = null!;

    public async Task InitializeAsync()
    {
        _team = await Team.HireAsync(_host, "bakkah");
        _officer = await Visitor.SignedInAsync(_host, ("bakkah", Role.RelationsOfficer));
    }

    public async Task DisposeAsync()
    {
        _officer.Dispose();
        _team.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task For_a_known_person_four_interactions_open_the_case()
    {
        var somebody = Somebody.New("لطيفة مبارك الهاجري");
        await _team.OpenCaseAsync(Request.For(somebody, channel: "phone"));
        var page = await _officer.OpenAsync("/intake");

        var found = await _officer.SubmitAsync(page, "#finder", ("q", "لطيفه الهاجري")); // 1: type and find
        var chosen = await _officer.OpenAsync(found.One(".cw-found a.cw-button").GetAttribute("href")!); // 2: choose
        Assert.Equal("phone", chosen.One("input[name=channel][checked]").GetAttribute("value")); // as the last time: no click
        Assert.False(chosen.Has("input[name=fullName]") || chosen.Has("input[name=nationalId]") || chosen.Has("input[name=mobile]"));
        Assert.True(chosen.Has("#service-support[disabled]"));
        Assert.DoesNotContain(somebody.NationalId, chosen.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain(somebody.Mobile[1..], chosen.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        var opened = await _officer.SubmitAsync(chosen, "#request", ("service", "food-basket")); // 3: the service, 4: open

        var number = opened.One(".cw-number").TextContent;
        Assert.Equal("BKH", number[..3]);
        var row = await _host.LookAsync(look => look.Cases.SingleAsync(one => one.Number == number));
        Assert.Equal(("food-basket", "phone"), (row.Service, row.Channel));
        Assert.Equal(1, await _host.LookAsync(look => look.Applicants.CountAsync()));
        Assert.Equal(row.ApplicantId, (await OpenedEventAsync(row.Id)).GetProperty("samePersonAs").GetString());
    }

    [Fact]
    public async Task The_scan_of_a_letter_is_a_document_of_the_case_from_its_first_moment_and_survives_what_is_put_right()
    {
        var letter = Papers.Jpeg();
        var page = await _officer.OpenAsync("/intake?q=0551112299");
        var refused = await _officer.AttachToAsync(page, "scan", [([.. "MZ"u8], "letter.pdf", "application/pdf")], HttpStatusCode.UnprocessableEntity, ("fullName", "سلوى المتخيلة"), ("service", "food-basket"), ("channel", "letter"));
        Assert.Contains("برنامج", refused.One("#scan-wrong").TextContent, StringComparison.Ordinal);
        Assert.Equal("سلوى المتخيلة", refused.One("#fullName").GetAttribute("value"));
        var again = await _officer.AttachToAsync(refused, "scan", [(letter, "خطاب.jpg", "image/jpeg")], HttpStatusCode.UnprocessableEntity, ("service", "food-basket"), ("channel", "letter"), ("fullName", ""));
        Assert.Contains("خطاب.jpg", again.One(".cw-attached").TextContent, StringComparison.Ordinal);
        Assert.False(await _host.LookAsync(db => db.Documents.AnyAsync()));

        await _officer.AttachToAsync(again, "scan", [], HttpStatusCode.OK, ("service", "food-basket"), ("channel", "letter"), ("fullName", "سلوى المتخيلة"));

        var document = await _host.LookAsync(db => db.Documents.SingleAsync());
        Assert.Equal((DocumentSource.Intake, "خطاب.jpg", (long)letter.Length), (document.Source, document.Name, document.Bytes));
        Assert.Equal(["CaseOpened", "DocumentAdded"], (await _team.ActionsAsync(document.CaseId)).Take(2));
        Assert.Contains("صورة الخطاب", (await _officer.OpenAsync($"/cases/{document.CaseId}")).One("#documents .cw-documents").TextContent, StringComparison.Ordinal);

        // Sent a second time the form opens nothing and files nothing.
        await _officer.AttachToAsync(again, "scan", [], HttpStatusCode.OK, ("service", "food-basket"), ("channel", "letter"), ("fullName", "سلوى المتخيلة"));
        Assert.Equal((1, 1), (await _host.LookAsync(db => db.Documents.CountAsync()), await _host.LookAsync(db => db.Cases.CountAsync())));
    }

    [Fact]
    public async Task Somebody_new_gets_a_number_a_slip_and_a_code_that_is_shown_once_and_kept_as_a_hash()
    {
        var page = await _officer.OpenAsync("/intake?q=0551112233");
        Assert.Contains("لا أحد في السجل", page.Text, StringComparison.Ordinal);
        Assert.Equal("0551112233", page.One("#mobile").GetAttribute("value"));

        var opened = await _officer.SubmitAsync(page, "#request", ("fullName", "سلوى المتخيلة"), ("service", "food-basket"), ("channel", "letter"), ("dateOfBirth", "1410-05-03"), ("document", "food-basket/id-copy"), ("document", "medical-aid/medical-report"));

        var (number, code) = (opened.One(".cw-number").TextContent, opened.One(".cw-code").TextContent);
        Assert.NotNull(FollowUpCode.Read(code));
        Assert.Contains("الخطوة التالية", opened.Text, StringComparison.Ordinal);
        var row = await _host.LookAsync(look => look.Cases.SingleAsync(one => one.Number == number));
        var documents = (await OpenedEventAsync(row.Id)).GetProperty("documents");
        Assert.Equal(["id-copy"], Texts(documents, "received"));
        Assert.Equal(["family-card"], Texts(documents, "missing"));

        var kept = await _host.LookAsync(look => look.FollowUpCodes.SingleAsync());
        Assert.Equal(row.Id, kept.CaseId);
        Assert.DoesNotContain(code.Replace("-", "", StringComparison.Ordinal), kept.CodeHash, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(row.Id, await CaseOfAsync(code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)));

        var again = await _officer.OpenAsync($"/intake/done/{row.Id}");
        Assert.False(again.Has(".cw-code"));
        var reissued = await _officer.SubmitAsync(again, "#reissue");
        Assert.NotEqual(code, reissued.One(".cw-code").TextContent);
        Assert.Null(await CaseOfAsync(code));
        Assert.Equal(row.Id, await CaseOfAsync(reissued.One(".cw-code").TextContent));
        Assert.Equal(["FollowUpCodeIssued", "FollowUpCodeReissued"], (await _team.ActionsAsync(row.Id)).Where(action => action.StartsWith("FollowUp", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_same_form_sent_twice_opens_one_case()
    {
        var page = await _officer.OpenAsync("/intake");
        (string, string?)[] fields = [("fullName", "أروى المكررة"), ("mobile", "0552223344"), ("service", "support"), ("channel", "phone")];

        var first = await _officer.SubmitAsync(page, "#request", fields);
        var second = await _officer.SubmitAsync(page, "#request", fields);

        Assert.Equal(first.One(".cw-number").TextContent, second.One(".cw-number").TextContent);
        Assert.True(first.Has(".cw-code"));
        Assert.False(second.Has(".cw-code"));
        Assert.Equal(1, await _host.LookAsync(look => look.Cases.CountAsync()));
    }

    [Fact]
    public async Task What_is_wrong_comes_back_as_it_was_typed_with_the_reason_beside_it()
    {
        var page = await _officer.OpenAsync("/intake");

        var wrong = await _officer.SubmitAsync(page, "#request", HttpStatusCode.UnprocessableEntity,
            ("fullName", "<b>سلوى</b> \"المتخيلة\""), ("mobile", "123"), ("nationalId", "1000000001"), ("dateOfBirth", "1410-13-40"), ("needs", "أجهزة منزلية"), ("channel", "website"), ("document", "food-basket/id-copy"));

        Assert.Equal("<b>سلوى</b> \"المتخيلة\"", wrong.One("#fullName").GetAttribute("value"));
        Assert.Equal(("123", "1000000001", "1410-13-40"), (wrong.One("#mobile").GetAttribute("value"), wrong.One("#nationalId").GetAttribute("value"), wrong.One("#dateOfBirth").GetAttribute("value")));
        Assert.Equal("أجهزة منزلية", wrong.One("#needs").TextContent);
        Assert.True(wrong.Has("input[value='food-basket/id-copy'][checked]"));
        foreach (var field in new[] { "mobile", "nationalId", "dateOfBirth" })
        {
            Assert.Equal("true", wrong.One($"#{field}").GetAttribute("aria-invalid"));
            Assert.Contains($"{field}-wrong", wrong.One($"#{field}").GetAttribute("aria-describedby"), StringComparison.Ordinal);
        }

        string[] named = ["#channel", "#service", "#nationalId", "#mobile", "#dateOfBirth"];
        Assert.Equal(named.Order(StringComparer.Ordinal), wrong.Document.QuerySelectorAll(".cw-errors a").Select(link => link.GetAttribute("href")!).Order(StringComparer.Ordinal));
        Assert.All(named, id => Assert.True(wrong.Has(id), id));
        Assert.False(wrong.Has("input[name=passDoubt]"));
        Assert.Equal(0, await _host.LookAsync(look => look.Cases.CountAsync()));
    }

    [Fact]
    public async Task A_supervisor_passes_a_doubtful_id_with_a_reason()
    {
        using var supervisor = await Visitor.SignedInAsync(_host, ("bakkah", Role.RelationsSupervisor));
        var doubtful = await supervisor.SubmitAsync(await supervisor.OpenAsync("/intake"), "#request", HttpStatusCode.UnprocessableEntity,
            ("fullName", "سلوى المتخيلة"), ("nationalId", "1000000001"), ("service", "support"), ("channel", "interview"));
        var without = await supervisor.SubmitAsync(doubtful, "#request", HttpStatusCode.UnprocessableEntity, ("passDoubt", "on"));
        Assert.Equal("true", without.One("#warningReason").GetAttribute("aria-invalid"));

        var opened = await supervisor.SubmitAsync(without, "#request", ("passDoubt", "on"), ("warningReason", "طوبق مع الأصل"));

        Assert.True(opened.Has(".cw-number"));
    }

    [Fact]
    public async Task A_possible_duplicate_is_explained_and_taken_for_the_same()
    {
        var known = await _team.OpenCaseAsync(new { channel = "phone", service = "support", applicant = new { fullName = "نورة فهد الدوسري", mobile = "0553334455" } });
        var page = await _officer.OpenAsync("/intake");

        var asked = await _officer.SubmitAsync(page, "#request", HttpStatusCode.Conflict,
            ("fullName", "نوره فهد الدوسري"), ("mobile", "0553334455"), ("nationalId", "1000000008"), ("service", "food-basket"), ("channel", "phone"));
        Assert.Equal(["رقم الجوال نفسه", "الاسم لا يختلف إلا في التاء المربوطة"], asked.Document.QuerySelectorAll(".cw-duplicate li").Select(rule => rule.TextContent));
        Assert.Equal("نوره فهد الدوسري", asked.One("#fullName").GetAttribute("value"));
        Assert.True(asked.Has($".cw-duplicate a[href='/cases/{known}']"));

        var radio = asked.Document.QuerySelector(".cw-duplicate input[type=radio]")!.GetAttribute("name")!;
        var opened = await _officer.SubmitAsync(asked, "#request", (radio, "yes"));

        Assert.True(opened.Has(".cw-number"));
        var person = await _host.LookAsync(look => look.Applicants.SingleAsync());
        Assert.Equal("نورة فهد الدوسري", person.FullName);
        Assert.NotNull(person.NationalIdHash); // what the register did not have was filled in
    }

    [Fact]
    public async Task That_it_is_somebody_else_needs_its_reason_which_stays_in_the_history()
    {
        await _team.OpenCaseAsync(new { channel = "phone", service = "support", applicant = new { fullName = "نورة فهد الدوسري", mobile = "0553334455" } });
        var known = await _host.LookAsync(look => look.Applicants.Select(row => row.Id).SingleAsync());
        var asked = await _officer.SubmitAsync(await _officer.OpenAsync("/intake"), "#request", HttpStatusCode.Conflict,
            ("fullName", "نوره فهد الدوسري"), ("mobile", "0553334455"), ("service", "support"), ("channel", "phone"));

        var unsaid = await _officer.SubmitAsync(asked, "#request", HttpStatusCode.UnprocessableEntity, ($"same-{known}", "no"));
        Assert.Equal("true", unsaid.One($"#why-{known}").GetAttribute("aria-invalid"));
        var opened = await _officer.SubmitAsync(unsaid, "#request", ($"same-{known}", "no"), ($"why-{known}", "ابنة عمها، والجوال للعائلة"));

        var row = await _host.LookAsync(look => look.Cases.SingleAsync(one => one.Number == opened.One(".cw-number").TextContent));
        Assert.NotEqual(known, row.ApplicantId);
        var decided = (await OpenedEventAsync(row.Id)).GetProperty("notTheSameAs")[0];
        Assert.Equal((known, "ابنة عمها، والجوال للعائلة"), (decided.Text("person"), decided.Text("reason")));
    }

    [Fact]
    public async Task An_open_case_for_the_service_is_followed_instead_of_opened_again()
    {
        var somebody = Somebody.New();
        var id = await _team.OpenCaseAsync(Request.For(somebody));
        var number = (await _team.Officer.CaseAsync(id)).Text("number");

        var refused = await _officer.SubmitAsync(await _officer.OpenAsync("/intake"), "#request", HttpStatusCode.Conflict,
            ("fullName", somebody.FullName), ("nationalId", somebody.NationalId), ("service", "support"), ("channel", "phone"));

        Assert.Contains(number, refused.One(".cw-errors").TextContent, StringComparison.Ordinal);
        Assert.True(refused.Has($"a[href='/cases?q={number}']"));
    }

    [Fact]
    public async Task A_branch_delegate_enters_what_came_in_at_the_branch_and_the_case_says_which()
    {
        var branch = (await _host.InScopeAsync(services => services.GetRequiredService<CaseWorkflows.Host.People.Branches.BranchDesk>().OpenAsync("bakkah", new("فرع العوالي", "Awali branch"), default))).Value;
        using var delegated = await Visitor.SignedInAsync(_host, ("bakkah", Role.BranchDelegate));
        var page = await delegated.OpenAsync("/intake");
        Assert.Equal("branch-delegate", page.One("input[name=channel]").GetAttribute("value"));
        Assert.True(page.Has("input[name=channel][checked]"));
        Assert.True(page.Has($"option[value='{branch}'][selected]"));

        await delegated.SubmitAsync(page, "#request", ("fullName", "سلوى المتخيلة"), ("mobile", "0551112233"), ("service", "support"));
        Assert.Equal(branch, (await _host.LookAsync(look => look.Cases.SingleAsync())).BranchId);
        await delegated.SubmitAsync(await delegated.OpenAsync("/intake"), "#request", HttpStatusCode.UnprocessableEntity, ("fullName", "منى المتخيلة"), ("mobile", "0551112244"), ("service", "support"), ("branch", "closed"));
    }

    [Fact]
    public async Task A_page_left_open_too_long_loses_nothing_typed()
    {
        var stale = await _officer.SubmitAsync(await _officer.OpenAsync("/intake"), "#request", HttpStatusCode.BadRequest, ("form-token", "of last week"), ("fullName", "سلوى المتخيلة"), ("service", "support"));

        Assert.Equal("سلوى المتخيلة", stale.One("#fullName").GetAttribute("value"));
        Assert.True(stale.Has("#service-support[checked]"));
        var opened = await _officer.SubmitAsync(stale, "#request", ("mobile", "0551112233"), ("channel", "phone"));
        Assert.True(opened.Has(".cw-number"));
    }

    [Fact]
    public async Task Whoever_takes_no_requests_here_has_no_such_page()
    {
        using var clerk = await Visitor.SignedInAsync(_host, ("bakkah", Role.RegistrationClerk));
        await clerk.OpenAsync("/intake", HttpStatusCode.Forbidden);
        var id = await _team.OpenCaseAsync();
        using var elsewhere = await Visitor.SignedInAsync(_host, ("natiq", Role.RelationsOfficer));
        await elsewhere.OpenAsync($"/intake/done/{id}", HttpStatusCode.NotFound);
        await elsewhere.OpenAsync($"/intake?association=bakkah&person={await _host.LookAsync(look => look.Applicants.Select(row => row.Id).SingleAsync())}");
    }

    private async Task<JsonElement> OpenedEventAsync(string caseId)
        => JsonSerializer.Deserialize<JsonElement>((await _host.LookAsync(look => look.CaseEvents.SingleAsync(row => row.CaseId == caseId && row.Action == "CaseOpened"))).Data!);

    private async Task<string?> CaseOfAsync(string code) => (await _host.Services.GetRequiredService<UnitOfWork>().WriteAsync<string?>(
        async (tx, ct) => await _host.Services.GetRequiredService<FollowUpCodes>().FindCaseInTx(tx, code, ct), default)).Value;

    private static string[] Texts(JsonElement json, string name) => [.. json.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];
}
