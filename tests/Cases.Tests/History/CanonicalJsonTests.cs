using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.History;

namespace CaseWorkflows.Cases.Tests.History;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("null", "null")]
    [InlineData(" [ ] ", "[]")]
    [InlineData("{ }", "{}")]
    [InlineData("[ true , false , null , \"\" ]", "[true,false,null,\"\"]")]
    [InlineData("{ \"b\" : 1 , \"a\" : { \"d\" : [ 2 , 3 ] , \"c\" : {} } }", "{\"a\":{\"c\":{},\"d\":[2,3]},\"b\":1}")]
    [InlineData("[1.0, 1, 1e3, -0]", "[1.0,1,1e3,-0]")]
    [InlineData("{\"a\":1,\"B\":2,\"aa\":3,\"\":4}", "{\"\":4,\"B\":2,\"a\":1,\"aa\":3}")]
    [InlineData("\"\\u0646\\u0639\\u0645 \\/ <b>&'+\"", "\"نعم / <b>&'+\"")]
    [InlineData("\"\\u0022\\u005c\\u000a\\u001F\\u007f\"", "\"\\\"\\\\\\n\\u001f\u007f\"")]
    [InlineData("\"\\b\\f\\r\\t\\u2028\"", "\"\\b\\f\\r\\t\u2028\"")]
    [InlineData("\"\\ud83d\\ude00\"", "\"😀\"")]
    [InlineData("\"\\ud83d!\"", "\"\uFFFD!\"")]
    [InlineData("{\"\\u0061\":1,\"b\":2}", "{\"a\":1,\"b\":2}")]
    [InlineData("{\"b\\n\":1,\"a\":2}", "{\"a\":2,\"b\\n\":1}")]
    public void Serialize_AnySpelling_GivesTheOne(string json, string canonical) => Assert.Equal(canonical, Canonical(json));

    [Fact]
    public void Serialize_KeysInManyScripts_SortByUtf16Units() => Assert.Equal(
        "{\"\\r\":1,\"1\":2,\"\u0080\":3,\"ö\":4,\"€\":5,\"😀\":6,\"\uFB33\":7}",
        Canonical("{\"€\":5,\"\\r\":1,\"\uFB33\":7,\"1\":2,\"😀\":6,\"\u0080\":3,\"ö\":4}"));

    [Fact]
    public void Serialize_NameStandingTwice_KeepsBothInTheirOrder()
    {
        Assert.Equal("{\"a\":2,\"a\":1,\"b\":0}", Canonical("{\"b\":0,\"a\":2,\"a\":1}"));
        Assert.Equal("{\"a\":1,\"a\":2,\"b\":0}", Canonical("{\"b\":0,\"a\":1,\"a\":2}"));
    }

    [Fact]
    public void Serialize_LongText_OutgrowsTheFirstBuffer()
    {
        var text = string.Concat(Enumerable.Repeat("سطر\n", 5000));

        Assert.Equal(JsonEncode(text), Encoding.UTF8.GetString(CanonicalJson.Serialize(JsonValue.Create(text))));
    }

    [Fact]
    public void Serialize_Node_GivesWhatItsElementGives()
    {
        var node = new JsonObject { ["نعم"] = true, ["amount"] = 12.50m, ["list"] = new JsonArray(1, null) };

        Assert.Equal("{\"amount\":12.50,\"list\":[1,null],\"نعم\":true}", Encoding.UTF8.GetString(CanonicalJson.Serialize(node)));
        Assert.Equal("null"u8.ToArray(), CanonicalJson.Serialize(null));
    }

    private static string JsonEncode(string text) => $"\"{text.Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    private static string Canonical(string json)
    {
        using var document = JsonDocument.Parse(json);
        var canonical = CanonicalJson.Serialize(document.RootElement);
        using var again = JsonDocument.Parse(canonical);
        Assert.Equal(canonical, CanonicalJson.Serialize(again.RootElement));
        return Encoding.UTF8.GetString(canonical);
    }
}
