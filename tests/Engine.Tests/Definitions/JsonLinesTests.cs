using CaseWorkflows.Engine.Definitions;

namespace CaseWorkflows.Engine.Tests.Definitions;

public sealed class JsonLinesTests
{
    private const string Text = "{\n  'ا😀': 1, 'root': {\r\n    'activities': [\n      {'type': 'A'},\n      {'type': 'B', 'odd \\\\ name': [true, [null]]}\n    ], 'it’s': 2, '': 3, 'a.b': 4\n  }\n}";

    [Theory]
    [InlineData("$", 1, 1)]
    [InlineData("$.root", 2, 21)]
    [InlineData("$.root.activities", 3, 19)]
    [InlineData("$.root.activities[0]", 4, 7)]
    [InlineData("$.root.activities[1].type", 5, 16)]
    [InlineData("$.root.activities[1]['odd \\\\ name'][1][0]", 5, 44)]
    [InlineData("$.root['it’s']", 6, 16)]
    [InlineData("$.root['']", 6, 23)]
    [InlineData("$.root['a.b']", 6, 33)]
    public void A_path_is_found_at_its_value(string path, int line, int column)
    {
        Assert.True(JsonLines.Index(Sample.Utf8(Text)).TryFind(path, out var foundLine, out var foundColumn));
        Assert.Equal((line, column), (foundLine, foundColumn));
    }

    [Theory]
    [InlineData("")]
    [InlineData("root")]
    [InlineData("$.nope")]
    [InlineData("$.Root")]
    [InlineData("$.root.activities[2]")]
    [InlineData("$.root.activities[-1]")]
    [InlineData("$.root.activities['0']")]
    [InlineData("$.root.activities[")]
    [InlineData("$.root['activities'")]
    [InlineData("$.root['activities")]
    [InlineData("$..root")]
    [InlineData("$ .root")]
    public void Any_other_path_is_not_found(string path)
    {
        Assert.False(JsonLines.Index(Sample.Utf8(Text)).TryFind(path, out var line, out var column));
        Assert.Equal((0, 0), (line, column));
    }

    [Fact]
    public void A_broken_text_is_known_as_far_as_it_goes()
    {
        var lines = JsonLines.Index(Sample.Utf8("{'a':\n[1,2,oops]}"));

        Assert.True(lines.TryFind("$.a[1]", out var line, out var column));
        Assert.Equal((2, 4), (line, column));
        Assert.False(lines.TryFind("$.a[2]", out _, out _));
        Assert.False(JsonLines.Index([]).TryFind("$", out _, out _));
    }

    [Fact]
    public void Every_activity_of_a_parse_is_found()
    {
        var parse = Sample.ParseRoot("{'id':'f','type':'T','activities':{'_type':'x','items':[\n{'id':'a','type':'T','odd name':\n{'id':'b','type':'T'}}]}}");

        Assert.Equal([1, 2, 3], parse.Definition!.AllActivities().Select(activity => parse.Lines.TryFind(activity.JsonPath, out var line, out _) ? line : 0));
    }
}
