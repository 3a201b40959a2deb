using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Engine.Descriptors;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Designer.Descriptors;
using CaseWorkflows.Host.Settings;
using static CaseWorkflows.Host.Tests.Designer.StudioClient;

namespace CaseWorkflows.Host.Tests.Designer;

public sealed partial class DescriptorTests(HostFactory host) : IClassFixture<HostFactory>
{
    private static readonly string[] Hints =
    [
        "singleline", "multiline", "checkbox", "dropdown", "radiolist", "checklist", "multitext", "dynamic-outcomes", "switch-editor", "flow-switch-editor", "code-editor", "json-editor", "datetime-picker",
        "variable-picker", "input-picker", "output-picker", "outcome-picker", "workflow-definition-picker",
    ];

    [Theory]
    [InlineData("ar")]
    [InlineData("en")]
    public async Task Every_descriptor_is_one_the_Studio_can_draw(string language)
    {
        using var studio = await OpenAsync(host, "bakkah");
        var items = (await studio.GetAsync("/descriptors/activities?Refresh=True", language))["items"]!.AsArray().OfType<JsonObject>().ToList();

        Assert.Equal(items.Count, items.Select(item => ((string)item["typeName"]!, (int)item["version"]!)).Distinct().Count());
        Assert.DoesNotContain("null", string.Join("", items.Select(item => item.ToJsonString())), StringComparison.Ordinal);
        foreach (var item in items)
        {
            var about = (string)item["typeName"]!;
            Assert.True(((string)item["category"]!).Length > 0 && ((string)item["displayName"]!).Length > 0 && ((string)item["description"]!).Length > 0, about);
            Assert.Equal(about is not ("Elsa.NotFoundActivity"), (bool)item["isBrowsable"]!);
            Assert.DoesNotContain("{", (string)item["displayName"]!, StringComparison.Ordinal);
            foreach (var input in item["inputs"]!.AsArray())
            {
                Assert.True((bool)input!["isBrowsable"]!, about);
                Assert.Contains((string)input["uiHint"]!, Hints);
                Assert.DoesNotContain("{roles}", (string)input["description"]!, StringComparison.Ordinal);
                if ((string)input["typeName"]! == "TimeSpan")
                {
                    Assert.Contains("d.hh:mm:ss", (string)input["description"]!, StringComparison.Ordinal);
                }
            }

            Assert.All(item["ports"]!.AsArray(), port => Assert.Matches("^[A-Za-z ]+$", (string)port!["name"]!));
        }
    }

    [Theory]
    [InlineData("ar", "awdat-sudair", "مطابقة بيانات العضو")]
    [InlineData("ar", "maman", "مطابقة بيانات المستفيد")]
    [InlineData("en", "natiq", "Matching the user's data")]
    public async Task A_form_is_chosen_from_those_the_association_has_by_its_title(string language, string association, string title)
    {
        await using var withForms = new HostFactory { WorkflowsFolder = Path.Combine(Repository.Root, "workflows") };
        using var studio = await OpenAsync(withForms, association);
        var items = (await studio.GetAsync("/descriptors/activities", language))["items"]!.AsArray();
        var form = items.Single(item => (string)item!["typeName"]! == "CaseWorkflows.VerifyInformation")!["inputs"]!.AsArray().Single(input => (string)input!["name"]! == "Form")!;

        Assert.Equal("dropdown", (string)form["uiHint"]!);
        var choices = form["uiSpecifications"]!["dropdown"]!["selectList"]!["items"]!.AsArray();
        Assert.Equal("", (string)choices[0]!["value"]!);
        Assert.Equal(title, (string)choices.Single(choice => (string)choice!["value"]! == "verify-information")!["text"]!);
    }

    [Fact]
    public void Both_languages_say_the_same_things_and_everything_is_said()
    {
        Assert.Equal(DesignerTexts.Keys("ar").Order(StringComparer.Ordinal), DesignerTexts.Keys("en").Order(StringComparer.Ordinal));
        foreach (var key in DesignerTexts.Keys("ar"))
        {
            Assert.True(DesignerTexts.Of("ar", key) == "—" || Arabic().IsMatch(DesignerTexts.Of("ar", key)), key);
            Assert.False(Arabic().IsMatch(DesignerTexts.Of("en", key)), key);
        }

        Assert.Empty(Wanted().Where(keys => DesignerTexts.Find("ar", keys) is null).Select(keys => keys[0]));
    }

    [Fact]
    public void Every_text_is_used()
    {
        var used = Wanted().Select(keys => keys.First(key => DesignerTexts.Find("ar", key) is not null)).ToHashSet(StringComparer.Ordinal);

        var unused = DesignerTexts.Keys("ar").Where(key => key.Split(':')[0] is "activity" or "input" or "output" or "port" && !used.Contains(key)
            && !key.Contains("NotFoundActivity", StringComparison.Ordinal) && !key.Contains("Elsa.Workflow", StringComparison.Ordinal)).ToList();
        Assert.Empty(unused);
    }

    [Fact]
    public async Task Pick_lists_hold_what_the_association_has()
    {
        using var studio = await OpenAsync(host, "bakkah");
        var all = (await studio.GetAsync("/descriptors/activities", "ar"))["items"]!.AsArray();

        Assert.Equal("استقبال مستفيد", (string)Find(all, "CaseWorkflows.ReceiveBeneficiary")["displayName"]!);
        Assert.Contains("branch-delegate", Values(all, "CaseWorkflows.OpenCase", "Channels", "checklist", "checkList"));
        Assert.Contains("social-research-guide", Values(all, "CaseWorkflows.VerifyInformation", "Tools", "checklist", "checkList"));
        Assert.Contains("committee-chair", Values(all, "CaseWorkflows.CommitteeReview", "CandidateGroups", "checklist", "checkList"));
        Assert.Contains("", Values(all, "CaseWorkflows.CommitteeReview", "EscalateTo", "dropdown", "selectList"));
        Assert.Equal(["Refuse", "Hold"], Values(all, "CaseWorkflows.CommitteeReview", "EarlyDecision", "dropdown", "selectList"));
        var period = Input(all, "CaseWorkflows.CommitteeReview", "MinimumPeriod");
        Assert.Equal(("14.00:00:00", "TimeSpan", true), ((string)period["defaultValue"]!, (string)period["typeName"]!, (bool)period["isWrapped"]!));
        Assert.Equal("List<String>", (string)Input(all, "CaseWorkflows.CommitteeReview", "CandidateGroups")["typeName"]!);
        Assert.Equal([("Approved", "قبول الطلب"), ("Rejected", "رفض الطلب"), ("MoreInformation", "طلب معلومات إضافية")],
            Find(all, "CaseWorkflows.CommitteeReview")["ports"]!.AsArray().Select(port => ((string)port!["name"]!, (string)port["displayName"]!)));
    }

    [Fact]
    public async Task Committees_to_choose_from_are_those_the_association_describes()
    {
        using var workflows = new WorkflowsCopy("natiq");
        workflows.EditProfile("natiq", profile => profile["committees"] = JsonNode.Parse("""[{ "key": "appeals", "name": { "ar": "لجنة التظلّم", "en": "Appeals" }, "rule": "consensus" }]"""));
        await using var describing = new HostFactory { WorkflowsFolder = workflows };
        using var natiq = await OpenAsync(describing, "natiq");
        using var bakkah = await OpenAsync(host, "bakkah");

        var described = (await natiq.GetAsync("/descriptors/activities", "ar"))["items"]!.AsArray();
        var undescribed = (await bakkah.GetAsync("/descriptors/activities", "ar"))["items"]!.AsArray();

        Assert.Equal(["appeals"], Values(described, "CaseWorkflows.CommitteeReview", "Committee", "dropdown", "selectList"));
        Assert.Equal(["research-committee"], Values(undescribed, "CaseWorkflows.CommitteeReview", "Committee", "dropdown", "selectList"));
    }

    [Fact]
    public async Task Asked_again_with_its_tag_the_list_is_not_sent_again()
    {
        using var studio = await OpenAsync(host, "bakkah");
        using var first = await studio.SendAsync(HttpMethod.Get, "/descriptors/activities?Refresh=True");
        using var request = new HttpRequestMessage(HttpMethod.Get, Api + "/descriptors/activities?Refresh=True");
        request.Headers.Add("X-Tenant-Id", "bakkah");
        request.Headers.AcceptLanguage.ParseAdd("en");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var again = await studio.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task The_language_chosen_on_the_page_comes_before_the_browsers()
    {
        using var studio = await OpenAsync(host, "bakkah");
        using var request = new HttpRequestMessage(HttpMethod.Get, Api + "/descriptors/variables");
        request.Headers.AcceptLanguage.ParseAdd("en");
        request.Headers.Add("Cookie", "language=ar");

        using var answer = await studio.SendAsync(request);

        Assert.Contains("نص", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static IEnumerable<string[]> Wanted()
    {
        foreach (var activity in DefinitionFiles.Registry.All.Where(one => one.TypeName is not ("Elsa.Workflow" or "Elsa.NotFoundActivity")))
        {
            yield return [$"category:{activity.Category}"];
            yield return [$"activity:{activity.TypeName}:help"];
            if (ProcedureSteps.Find(activity.TypeName) is null)
            {
                yield return [$"activity:{activity.TypeName}"];
                foreach (var port in activity.Ports)
                {
                    yield return [$"port:{activity.Name}.{port.Name}", $"port:{port.Name}"];
                }
            }

            foreach (var input in activity.Inputs)
            {
                yield return [$"input:{activity.Name}.{input.Name}", $"input:{input.Name}"];
                yield return [$"input:{activity.Name}.{input.Name}:help", $"input:{input.Name}:help"];
                if ((Nullable.GetUnderlyingType(input.Type) ?? input.Type) is { IsEnum: true } choices && choices != typeof(HttpStatusCode))
                {
                    foreach (var name in Enum.GetNames(choices))
                    {
                        yield return [$"choice:{choices.Name}.{name}"];
                    }
                }
            }

            foreach (var output in activity.Outputs)
            {
                yield return [$"output:{activity.Name}.{output.Name}", $"output:{output.Name}"];
            }
        }

        yield return ["port:Done"];
        yield return ["port:Root"];
    }

    private static JsonObject Find(JsonArray all, string type) => all.OfType<JsonObject>().Single(item => (string)item["typeName"]! == type);

    private static JsonObject Input(JsonArray all, string type, string input) => Find(all, type)["inputs"]!.AsArray().OfType<JsonObject>().Single(one => (string)one["name"]! == input);

    private static string[] Values(JsonArray all, string type, string input, string hint, string list)
        => [.. Input(all, type, input)["uiSpecifications"]![hint]![list]!["items"]!.AsArray().Select(item => (string)item!["value"]!)];

    [GeneratedRegex(@"\p{IsArabic}", RegexOptions.None, 1000)]
    private static partial Regex Arabic();
}
