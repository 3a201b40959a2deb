using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Forms;
using CaseWorkflows.Host.Tests.Faults;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Forms;

public sealed class WhenAnswersAreKept : IAsyncLifetime
{
    private const string NationalId = "2314567890";
    private const string OfChild = "1098765432";
    private const string Account = "SA4420000001234567891234";
    private const string Stroke = "M11 22L33 44L55 66L77 88";

    private FormScene _scene = null!;

    public async Task InitializeAsync() => _scene = await FormScene.StartAsync();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task No_identifier_and_no_signature_lies_readable_anywhere_in_the_database()
    {
        var (id, verify) = await _scene.ClaimedAtAsync("verify");
        await CompleteAsync(verify, "Verified", new
        {
            housing = "owned", seen = new[] { "identity" }, iban = Account, household = new[] { new { name = "سارة", relation = "child", nationalId = OfChild } },
        });
        var declare = await _scene.Team.TaskAtAsync(id, "declare");
        using var claimed = await _scene.Team.Officer.ClaimAsync(declare);
        await CompleteAsync(declare, "Signed", new { signedBy = "agent", signerName = "سعد", signerId = NationalId, signature = new { path = Stroke } });

        var dump = (await DatabaseDump.OfAsync(_scene.Data)).Exactly;
        Assert.Contains("سارة", (await _scene.KeptAsync(verify)).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal); // what is no secret is there
        Assert.All(new[] { NationalId, OfChild, Account, Account[4..], Stroke, "M11 22" }, secret => Assert.DoesNotContain(secret, dump, StringComparison.Ordinal));
        Assert.Contains("•••••••432", Unescaped(dump), StringComparison.Ordinal); // the workflow and its journal see masks
    }

    [Fact]
    public async Task Whoever_may_see_them_gets_them_back_as_they_were_given()
    {
        var (_, task) = await _scene.ClaimedAtAsync("verify");
        await CompleteAsync(task, "Verified", new
        {
            housing = "owned", seen = new[] { "identity" }, iban = Account, household = new[] { new { name = "سارة", relation = "child", nationalId = OfChild } },
        });

        var opened = _scene.Host.Services.GetRequiredService<AnswerVault>().Opened(await _scene.FormOfAsync(task), await _scene.KeptAsync(task));

        Assert.Equal((Account, OfChild), ((string?)opened["iban"], (string?)opened["household"]![0]!["nationalId"]));
    }

    [Fact]
    public async Task What_is_kept_to_know_a_repeat_by_does_not_give_the_request_away()
    {
        var (_, task) = await _scene.ClaimedAtAsync("verify");
        var request = new JsonObject
        {
            ["action"] = "Verified", ["operationId"] = "op",
            ["data"] = new JsonObject { ["housing"] = "owned", ["seen"] = new JsonArray("identity"), ["iban"] = Account },
        };
        using var answer = await _scene.Team.Officer.CompleteAsync(task, request);
        await answer.OkAsync();

        // Whoever has the database could otherwise try every number there is.
        var guesses = new[] { request.ToJsonString(), """{"action":"Verified","data":{"housing":"owned","seen":["identity"],"iban":"SA4420000001234567891234"},"reason":null,"expectedRevision":null,"operationId":"op"}""" };
        var dump = (await DatabaseDump.OfAsync(_scene.Data)).Exactly;
        Assert.All(guesses, guess => Assert.DoesNotContain(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(guess))), dump, StringComparison.OrdinalIgnoreCase));
    }

    private static string Unescaped(string text) => text.Replace("\\u2022", "•", StringComparison.Ordinal);

    private async Task CompleteAsync(string task, string action, object data)
    {
        using var answer = await _scene.Team.Officer.CompleteAsync(task, new { action, data });
        await answer.OkAsync();
    }
}
