using System.Net;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.Forms;

public sealed class WhenATaskHasAForm : IAsyncLifetime
{
    private FormScene _scene = null!;

    public async Task InitializeAsync() => _scene = await FormScene.StartAsync();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task Every_missing_and_wrong_answer_is_told_at_once_in_both_languages()
    {
        var (_, task) = await _scene.ClaimedAtAsync("verify");
        using var answer = await _scene.Team.Officer.CompleteAsync(task, new
        {
            action = "Verified",
            data = new
            {
                housing = "rented", rent = "much", shoeSize = 44, iban = "SA00", dateOfBirth = "31/02/1440",
                household = new object[] { new { name = "سارة", relation = "child", born = "2030-01-01" }, new { relation = "cousin" } },
            },
        });
        var problem = await answer.OkAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(
            [
                "data.dateOfBirth date-invalid", "data.household[0].born date-too-late", "data.household[1].name answer-required", "data.household[1].relation option-unknown",
                "data.iban iban-invalid", "data.rent number-invalid", "data.seen answer-required", "data.shoeSize unknown-field",
            ],
            FormScene.Errors(problem).Select(error => $"{error.Field} {error.Code}").Order(StringComparer.Ordinal));
        Assert.All(FormScene.Errors(problem), error => Assert.True(error.Arabic.Any(letter => letter is >= '\u0600' and <= '\u06FF') && error.English.Length > 5, error.Field));
        Assert.Equal("Claimed", await _scene.Host.LookAsync(context => context.UserTasks.Where(row => row.Id == task).Select(row => row.Status.ToString()).SingleAsync()));
    }

    [Fact]
    public async Task A_reason_that_is_missing_stands_beside_the_wrong_answers()
    {
        var (_, task) = await _scene.ClaimedAtAsync("verify");

        Assert.Equal(["data.rent number-invalid", "reason reason-required"], await _scene.RefusedAsync(task, "Incomplete", new { housing = "rented", rent = "x" }));
    }

    [Fact]
    public async Task What_only_another_action_needs_is_not_asked()
    {
        var (id, task) = await _scene.ClaimedAtAsync("verify");
        using var answer = await _scene.Team.Officer.CompleteAsync(task, new { action = "Incomplete", reason = "عقد الإيجار ناقص" });

        Assert.Equal("Incomplete", (await answer.OkAsync()).Text("action"));
        Assert.Equal(["receive"], await _scene.Team.OpenStepsAsync(id)); // back to the person
    }

    [Fact]
    public async Task Answers_are_kept_as_they_are_meant()
    {
        var (_, task) = await _scene.ClaimedAtAsync("verify");
        using var answer = await _scene.Team.Officer.CompleteAsync(task, new
        {
            action = "Verified",
            data = new
            {
                housing = "owned", rent = "not asked of somebody who owns", seen = new[] { "income", "identity" }, dateOfBirth = "١٤٠٥/٠٣/٠٢", district = " العزيزية  - مكة ",
                income = new object[] { new { source = "salary", amount = "٤٬٥٠٠" }, new { source = "", amount = " " } },
            },
        });
        await answer.OkAsync();
        var kept = await _scene.KeptAsync(task);

        Assert.Equal(
            """{"dateOfBirth":{"typed":"1405/03/02","gregorian":"1984-11-24"},"district":"العزيزية - مكة","housing":"owned","income":[{"source":"salary","amount":4500.00}],"seen":["identity","income"]}""",
            kept.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public async Task The_history_says_which_form_it_was_and_where_an_identifier_looked_mistyped_but_no_answers()
    {
        var (id, task) = await _scene.ClaimedAtAsync("verify");
        using var answer = await _scene.Team.Officer.CompleteAsync(task, new
        {
            action = "Verified",
            data = new { housing = "owned", seen = new[] { "identity" }, household = new[] { new { name = "سارة", relation = "child", nationalId = "1111111111" } } },
        });
        await answer.OkAsync();
        var line = (await _scene.Team.Officer.HistoryAsync(id)).Last(line => line.Text("action") == "TaskCompleted").GetProperty("data");

        Assert.Equal(("verify-information", 64, "household[0].nationalId"), (line.Text("form"), line.Text("formVersion").Length, Assert.Single(line.GetProperty("doubtful").EnumerateArray()).GetString()));
        Assert.Equal(["action", "doubtful", "form", "formVersion", "task"], line.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Whoever_may_not_complete_it_is_not_told_what_is_wrong_with_the_answers()
    {
        var (_, task) = await _scene.ClaimedAtAsync("verify");
        using var answer = await _scene.Team[Role.RelationsSupervisor].CompleteAsync(task, new { action = "Verified", data = new { shoeSize = 44 } });
        var problem = await answer.OkAsync(HttpStatusCode.Forbidden);

        Assert.False(problem.TryGetProperty("errors", out _));
    }

    [Theory]
    [InlineData(5001, "text-too-long")]
    [InlineData(900_000, "text-too-long")]
    public async Task An_answer_longer_than_the_form_takes_is_refused(int length, string code)
    {
        var (_, task) = await _scene.ClaimedAtAsync("receive");

        Assert.Equal([$"data.need {code}"], await _scene.RefusedAsync(task, "Received", new { need = new string('س', length / 2) }));
    }

    [Fact]
    public async Task A_repeat_under_the_same_name_gets_the_first_answer_and_another_request_is_refused()
    {
        var (_, task) = await _scene.ClaimedAtAsync("receive");
        var request = new { action = "Received", data = new { need = "علاج" }, operationId = "once" };
        using var first = await _scene.Team.Officer.CompleteAsync(task, request);
        using var again = await _scene.Team.Officer.CompleteAsync(task, request);
        using var other = await _scene.Team.Officer.CompleteAsync(task, request with { data = new { need = "غذاء" } });

        Assert.Equal((await first.OkAsync()).GetRawText(), (await again.OkAsync()).GetRawText());
        Assert.Equal("operation-id-reused", (await other.OkAsync(HttpStatusCode.UnprocessableEntity)).Text("code"));
    }
}
